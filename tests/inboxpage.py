"""The inbox as a browser without scripts has it: pages, and forms sent as they stand in them."""

import requests
from lxml import html

from world import PASSWORD


class InboxPage:
    """One person at the inbox; answers are kept in ``text`` and ``answer``."""

    def __init__(self, site: str, user: str) -> None:
        self.site = site
        self.session = requests.Session()
        self.session.auth = (user, PASSWORD)
        self.session.headers["Accept-Language"] = "fr"
        self.open("@@inbox")

    def open(self, path: str, **headers: str) -> requests.Response:
        """Go to an address of the site."""
        return self._shown(
            self.session.get(f"{self.site}/{path}", headers=headers, timeout=60, stream=False)
        )

    def press(self, action: str, row: str = "", picked: tuple[str, ...] = (), **given: str):
        """Fill the form that has this button, of a row or of the selection, and send it."""
        place = self.tree.get_element_by_id(f"row-{row}" if row else "inbox-bulk")
        [button] = place.xpath(f".//button[@name='action'][@value='{action}']")
        form = next(button.iterancestors("form")) if button.tag != "form" else button
        fields = [*form.form_values(), *(("uids", uid) for uid in picked)]
        fields = [(name, given.pop(name, value)) for name, value in fields]
        assert not given.keys() - set(form.fields.keys()), "no such field in the form"
        fields += [*given.items(), ("action", action)]
        return self._shown(self.session.post(form.action, fields, timeout=60))

    @property
    def rows(self) -> list[str]:
        """The UIDs of the rows, in their order."""
        return [one.get("data-uid") for one in self.tree.xpath("//li[@data-uid]")]

    def kinds(self) -> list[str]:
        """Whether each row is a ticket or a signal."""
        return [one.get("data-kind") for one in self.tree.xpath("//li[@data-uid]")]

    def row(self, uid: str) -> str:
        """The words of a row."""
        return " ".join(self.tree.get_element_by_id(f"row-{uid}").text_content().split())

    def field(self, name: str, row: str) -> str:
        """What a field of a row holds."""
        [field] = self.tree.get_element_by_id(f"row-{row}").xpath(f".//*[@name='{name}']")
        return field.value or ""

    @property
    def text(self) -> str:
        """The words of the page."""
        return " ".join(self.tree.text_content().split())

    def _shown(self, answer: requests.Response) -> requests.Response:
        self.answer = answer
        if "html" in answer.headers.get("Content-Type", ""):
            self.tree = html.fromstring(answer.text, base_url=answer.url)
        return answer
