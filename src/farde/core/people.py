"""Names of staff, as pages show them."""

from plone import api


def display_name(user_id: str) -> str:
    """Return the full name of a user, the user id where there is none, "" for nobody."""
    if not user_id:
        return ""
    user = api.user.get(userid=user_id)
    return (user.getProperty("fullname", "") if user is not None else "") or user_id


def display_names(user_ids: set[str]) -> dict[str, str]:
    """Return the names of several users, each looked up once."""
    return {user_id: display_name(user_id) for user_id in user_ids}
