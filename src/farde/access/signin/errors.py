"""What sign-in says no to."""

from farde.core.errors import Refusal
from farde.core.i18n import _


class WeakPassword(Refusal):
    """A new password that the centre's rules do not accept."""

    field = "password"


class PasswordTooShort(WeakPassword):
    """``length``: characters wanted."""

    message = _("error_password_short", default="Ce mot de passe est trop court.")
    remedy = _(
        "error_password_short_remedy",
        default="Prenez au moins ${length} caractères ; une phrase de quelques mots convient.",
    )


class PasswordIsName(WeakPassword):
    """The name one signs in with, or it with little around."""

    message = _("error_password_name", default="Ce mot de passe contient votre nom d'utilisateur.")
    remedy = _("error_password_name_remedy", default="Prenez des mots sans rapport avec votre nom.")


class PasswordTooEasy(WeakPassword):
    """Common, or soon guessed."""

    message = _("error_password_easy", default="Ce mot de passe est trop facile à deviner.")
    remedy = _(
        "error_password_easy_remedy",
        default="Évitez les mots de passe courants, les suites et les répétitions ; quelques mots "
        "sans lien entre eux sont solides et faciles à retenir.",
    )


class SignInFailed(Refusal):
    """A name and a password that do not go together; which of them is wrong is not said."""

    status = 403
    field = "password"
    message = _("error_signin", default="Cet identifiant et ce mot de passe ne correspondent pas.")
    remedy = _(
        "error_signin_remedy",
        default="Vérifiez la touche majuscule et réessayez. Après plusieurs essais manqués, la "
        "porte se ferme un moment.",
    )


class SignInLocked(Refusal):
    """Too many failures under a name, known or not; ``minutes``: until the lock ends."""

    status = 429
    message = _("error_locked", default="Trop d'essais manqués avec cet identifiant.")
    remedy = _(
        "error_locked_remedy",
        default="Réessayez dans ${minutes} minute(s), ou demandez au service informatique de lever "
        "le blocage.",
    )


class UnknownLogin(Refusal):
    """Nobody on this site signs in by that name; told to administrators only."""

    field = "login"
    message = _("error_unknown_login", default="Personne ne se connecte sous cet identifiant.")
    remedy = _("error_unknown_login_remedy", default="Vérifiez-le, lettre par lettre.")


class TokenWanted(Refusal):
    """An external system came with a password where the centre wants tokens."""

    status = 403
    message = _(
        "error_token_wanted",
        default="Une application tierce ne se connecte pas par mot de passe.",
    )
    remedy = _(
        "error_token_wanted_remedy",
        default="Demandez au centre un jeton de compte de service et envoyez-le dans l'en-tête "
        "Authorization: Bearer.",
    )


class TokenRefused(Refusal):
    """A token that is unknown, expired or revoked: which of them is not said."""

    status = 401
    message = _("error_token", default="Ce jeton n'est pas, ou plus, valable.")
    remedy = _(
        "error_token_remedy", default="Demandez au centre un nouveau jeton de compte de service."
    )


class OutOfScope(Refusal):
    """A token's scopes do not cover the request; ``scope``: the one that would."""

    status = 403
    field = "scope"
    message = _("error_scope", default="Ce jeton ne permet pas cette opération.")
    remedy = _(
        "error_scope_remedy",
        default="Il manque la portée « ${scope} » : demandez au centre un jeton qui la porte.",
    )


class NoTokenOpens(OutOfScope):
    """What no token opens, whatever its scopes."""

    remedy = _(
        "error_no_scope_remedy",
        default="Aucune portée n'ouvre cette adresse : elle est réservée aux personnes.",
    )


class UnknownScope(Refusal):
    """A scope that does not exist."""

    field = "scopes"
    message = _("error_unknown_scope", default="Cette portée n'existe pas.")
    remedy = _("error_unknown_scope_remedy", default="Choisissez parmi les portées de la liste.")


class ScopesMissing(Refusal):
    """An account that could do nothing."""

    field = "scopes"
    message = _("error_scopes_missing", default="Aucune portée n'est choisie.")
    remedy = _(
        "error_scopes_missing_remedy", default="Cochez ce que l'application doit pouvoir faire."
    )


class TitleMissing(Refusal):
    """An account nobody could recognise."""

    field = "title"
    message = _("error_account_title", default="Le compte n'a pas de nom.")
    remedy = _(
        "error_account_title_remedy", default="Donnez le nom de l'application qui s'en servira."
    )


class ExpiryOutOfRange(Refusal):
    """``days``: the longest validity."""

    field = "expires"
    message = _("error_token_expiry", default="Cette date d'expiration ne convient pas.")
    remedy = _(
        "error_token_expiry_remedy",
        default="Donnez une date à venir, au plus tard dans ${days} jours.",
    )


class UnknownAccount(Refusal):
    """No such account or token, or closed already."""

    status = 404
    message = _("error_account_unknown", default="Ce compte de service n'existe pas ou est fermé.")
    remedy = _("error_account_unknown_remedy", default="Rechargez la page des comptes de service.")


class ExternalGroupMissing(Refusal):
    """The site group of external systems is not there."""

    message = _("error_external_group", default="Le groupe des applications tierces n'existe pas.")
    remedy = _(
        "error_external_group_remedy",
        default="Installez le profil du centre, ou créez le groupe « external-systems ».",
    )


class NoSuchPair(Refusal):
    """A line that pairs nothing with a group of the site."""

    field = "provider_groups"
    message = _("error_pair", default="Cette correspondance ne convient pas.")
    remedy = _(
        "error_pair_remedy",
        default="Écrivez « groupe du fournisseur=groupe de Farde » ; le groupe de Farde doit "
        "exister.",
    )


class NotEntitled(Refusal):
    """The provider knows the person, and none of their groups is one of ours."""

    status = 403
    message = _("error_not_entitled", default="Votre compte du centre ne donne pas accès à Farde.")
    remedy = _(
        "error_not_entitled_remedy",
        default="Demandez au service informatique de vous mettre dans le groupe de votre équipe.",
    )


class StateMismatch(Refusal):
    """An answer that this browser has not asked for, or asked for too long ago."""

    message = _("error_state", default="Cette connexion n'a pas commencé dans ce navigateur.")
    remedy = _("error_state_remedy", default="Recommencez depuis cette page.")


class SignInCancelled(Refusal):
    """The person, or the provider, said no."""

    message = _("error_cancelled", default="La connexion a été abandonnée.")
    remedy = _("error_cancelled_remedy", default="Recommencez quand vous voulez.")


class ProviderFailed(Refusal):
    """The provider is away, or its answer does not hold."""

    status = 502
    message = _("error_provider", default="Le compte du centre n'a pas pu être vérifié.")
    remedy = _(
        "error_provider_remedy",
        default="Réessayez dans quelques minutes ; si cela dure, prévenez le service informatique.",
    )
