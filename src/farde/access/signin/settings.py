"""What a centre decides about sign-in; every value is proposed, none is law."""

from plone import api
from plone.registry.interfaces import IRegistry
from plone.supermodel import model
from zope import schema
from zope.component import queryUtility

from farde.access.signin.errors import NoSuchPair
from farde.core.errors import RefusedValue
from farde.core.i18n import _

PREFIX = "farde.signin"


def pair(line: str) -> tuple[str, str]:
    """Return the provider's group and ours from a line such as ``CPAS-AS=caseworkers``."""
    theirs, _sign, ours = line.rpartition("=")
    return theirs.strip(), ours.strip()


def are_pairs(lines: list[str]) -> bool:
    """Accept lines that each pair a group of the provider with a group of the site."""
    for theirs, ours in map(pair, lines):
        if not theirs or api.group.get(groupname=ours) is None:
            raise RefusedValue(NoSuchPair())
    return True


class IPasswordSettings(model.Schema):
    """What a new password must be."""

    model.fieldset(
        "passwords",
        label=_("fieldset_signin_passwords", default="Mots de passe"),
        fields=["password_length", "password_score"],
    )

    password_length = schema.Int(
        title=_("setting_password_length", default="Longueur minimale du mot de passe"),
        description=_(
            "setting_password_length_help",
            default="En caractères. Une phrase de plusieurs mots convient : ni majuscule ni signe "
            "ne sont exigés. Valeur proposée, à confirmer par le conseiller en sécurité.",
        ),
        min=8,
        max=64,
        default=12,
    )
    password_score = schema.Int(
        title=_("setting_password_score", default="Solidité minimale du mot de passe"),
        description=_(
            "setting_password_score_help",
            default="De 0 (tout est accepté) à 4 (très difficile à deviner). La mesure écarte les "
            "mots de passe courants, les suites de touches et ce qui ressemble au nom "
            "d'utilisateur. Valeur proposée : 3.",
        ),
        min=0,
        max=4,
        default=3,
    )


class ILockSettings(model.Schema):
    """When failed attempts close the door for a while."""

    model.fieldset(
        "locks",
        label=_("fieldset_signin_locks", default="Essais manqués"),
        fields=["lock_failures", "lock_failures_anywhere", "lock_period_minutes", "lock_minutes"],
    )

    lock_failures = schema.Int(
        title=_("setting_lock_failures", default="Essais manqués avant blocage, même poste"),
        description=_(
            "setting_lock_failures_help",
            default="Nombre d'essais manqués d'un même nom d'utilisateur depuis une même adresse. "
            "Le blocage ne vaut que pour cette adresse : un tiers ne ferme pas la porte à la "
            "personne elle-même. Valeur proposée.",
        ),
        min=1,
        default=5,
    )
    lock_failures_anywhere = schema.Int(
        title=_("setting_lock_failures_anywhere", default="Essais manqués avant blocage, partout"),
        description=_(
            "setting_lock_failures_anywhere_help",
            default="Nombre d'essais manqués d'un même nom d'utilisateur, toutes adresses "
            "ensemble. Le compte est alors fermé partout, aussi à la personne elle-même : gardez "
            "ce nombre bien plus haut que le précédent. Valeur proposée.",
        ),
        min=1,
        default=50,
    )
    lock_period_minutes = schema.Int(
        title=_("setting_lock_period", default="Période d'observation (minutes)"),
        description=_(
            "setting_lock_period_help",
            default="Un essai manqué est oublié après ce délai. Valeur proposée.",
        ),
        min=1,
        default=15,
    )
    lock_minutes = schema.Int(
        title=_("setting_lock_minutes", default="Durée du blocage (minutes)"),
        description=_(
            "setting_lock_minutes_help",
            default="Le blocage se lève de lui-même après ce délai. Valeur proposée.",
        ),
        min=1,
        default=15,
    )


class ISessionSettings(model.Schema):
    """How long one stays signed in."""

    model.fieldset(
        "sessions",
        label=_("fieldset_signin_sessions", default="Sessions"),
        fields=["idle_minutes", "absolute_hours"],
    )

    idle_minutes = schema.Int(
        title=_("setting_idle_minutes", default="Fin de session sans activité (minutes)"),
        description=_(
            "setting_idle_minutes_help",
            default="Sans page ouverte pendant ce délai, il faut se reconnecter. Le même délai "
            "vaut pour un jeton de @login. Valeur proposée.",
        ),
        min=5,
        default=60,
    )
    absolute_hours = schema.Int(
        title=_("setting_absolute_hours", default="Durée maximale d'une session (heures)"),
        description=_(
            "setting_absolute_hours_help",
            default="Même active, une session s'arrête après ce délai. Valeur proposée : une "
            "journée de travail.",
        ),
        min=1,
        default=12,
    )


class IServiceSettings(model.Schema):
    """What machines may do to sign in."""

    model.fieldset(
        "services",
        label=_("fieldset_signin_services", default="Applications tierces"),
        fields=["tokens_only", "token_days"],
    )

    tokens_only = schema.Bool(
        title=_("setting_tokens_only", default="Applications tierces : jetons uniquement"),
        description=_(
            "setting_tokens_only_help",
            default="Coché, un compte d'application tierce ne peut plus se connecter par mot de "
            "passe ; il lui faut un jeton d'un compte de service.",
        ),
        required=False,
        default=False,
    )
    token_days = schema.Int(
        title=_("setting_token_days", default="Validité maximale d'un jeton (jours)"),
        description=_(
            "setting_token_days_help",
            default="Un jeton de compte de service expire au plus tard après ce délai. Valeur "
            "proposée, à confirmer par le conseiller en sécurité.",
        ),
        min=1,
        default=365,
    )


class IProviderSettings(model.Schema):
    """Sign-in through the centre's identity provider (OpenID Connect)."""

    model.fieldset(
        "provider",
        label=_("fieldset_signin_provider", default="Compte du centre"),
        fields=["provider_enabled", "provider_label", "provider_claim", "provider_groups"],
    )

    provider_enabled = schema.Bool(
        title=_("setting_provider_enabled", default="Connexion par le compte du centre"),
        description=_(
            "setting_provider_enabled_help",
            default="Montre le bouton sur la page de connexion. L'adresse du fournisseur, "
            "l'identifiant et le secret se donnent dans l'environnement du serveur "
            "(FARDE_OIDC_ISSUER, FARDE_OIDC_CLIENT_ID, FARDE_OIDC_CLIENT_SECRET).",
        ),
        required=False,
        default=False,
    )
    provider_label = schema.TextLine(
        title=_("setting_provider_label", default="Texte du bouton"),
        description=_(
            "setting_provider_label_help",
            default="Ce que le personnel lit sur la page de connexion.",
        ),
        default="Se connecter avec le compte du centre",
    )
    provider_claim = schema.TextLine(
        title=_("setting_provider_claim", default="Donnée qui porte les groupes"),
        description=_(
            "setting_provider_claim_help",
            default="Nom de la donnée (« claim ») où le fournisseur énumère les groupes.",
        ),
        default="groups",
    )
    provider_groups = schema.List(
        title=_("setting_provider_groups", default="Groupes du fournisseur et groupes de Farde"),
        description=_(
            "setting_provider_groups_help",
            default="Une ligne par correspondance, par exemple « CPAS-AS=caseworkers ». Seuls les "
            "groupes nommés à droite sont donnés et repris à chaque connexion. Qui n'a aucun "
            "groupe de la liste n'entre pas.",
        ),
        value_type=schema.TextLine(),
        constraint=are_pairs,
        required=False,
        default=[],
    )


class ISignInSettings(
    # The form shows the last one first.
    IProviderSettings,
    IServiceSettings,
    ISessionSettings,
    ILockSettings,
    IPasswordSettings,
):
    """All settings of sign-in, kept in the registry under ``farde.signin``."""


def setting(name: str):
    """Return a setting; the default where the site has no record of it."""
    registry = queryUtility(IRegistry)
    default = ISignInSettings[name].default
    return default if registry is None else registry.get(f"{PREFIX}.{name}", default)
