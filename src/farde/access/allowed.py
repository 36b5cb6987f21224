"""The index of who may see what, remembered for who may see much.

Each search asks for all that a user may see. Someone who supervises a thousand dossiers is in a
thousand circles, and Plone's index joins what each of them may see anew for every request. This
one keeps the answer while nobody's rights changed in the catalogue. The answers are the same.
"""

from collections import OrderedDict

from Products.PluginIndexes.KeywordIndex.KeywordIndex import KeywordIndex

from farde.access.stamps import settled

INDEX_ID = "allowedRolesAndUsers"
#: Answers kept per database connection; a process serves a few people at a time.
_KEPT = 32
#: Fewer principals than this are joined in no time.
_MANY = 50


class AllowedIndex(KeywordIndex):
    """A keyword index that remembers the unions asked of it, by the state it was in."""

    # As Plone's own, so that no profile takes it for another index and makes it anew.
    meta_type = KeywordIndex.meta_type

    def query_index(self, record, resultset=None):
        """Return the entries that one of the keys may see."""
        state = self._state() if _only_keys(record) else None
        if state is None:
            return super().query_index(record, resultset)
        asked, kept = tuple(record.keys), self._kept()
        known = kept.get(asked)
        if known is not None and known[0] == state:
            kept.move_to_end(asked)
            return known[1]
        # The whole of it: for a short list, Plone's index would leave out what is not on the list.
        answer = super().query_index(record)
        kept[asked] = (state, answer)
        if len(kept) > _KEPT:
            kept.popitem(last=False)
        return answer

    def _index_object(self, documentId, obj, threshold=None, attr=""):
        """Index an entry; tell the catalogue of a change only if there is one."""
        before = self._unindex.get(documentId)
        done = super()._index_object(documentId, obj, threshold, attr)
        return done if self._unindex.get(documentId) != before else 0

    def _state(self) -> bytes | None:
        """What the index is read at: None while a transaction changes things."""
        return None if self._counter is None else settled(self._counter)

    def _kept(self) -> OrderedDict:
        kept = getattr(self, "_v_kept", None)
        if kept is None:
            kept = self._v_kept = OrderedDict()
        return kept


def _only_keys(record) -> bool:
    return (
        record.operator == "or"
        and len(record.keys or ()) >= _MANY
        and not any(record.get(option) for option in ("not", "range", "usage"))
    )


def install(catalog) -> None:
    """Let the catalogue's index of rights remember; what it holds stays."""
    _become(catalog, AllowedIndex)


def uninstall(catalog) -> None:
    """Give the catalogue back its stock index; what it holds stays."""
    _become(catalog, KeywordIndex)


def _become(catalog, kind: type) -> None:
    indexes = catalog._catalog.indexes
    present = indexes.get(INDEX_ID)
    if present is None or type(present) is kind:
        return
    index = kind.__new__(kind)
    index.__dict__.update(present.__getstate__())
    catalog._catalog.indexes = indexes | {INDEX_ID: index}
