"""The one message factory of the product; defaults are French, catalogues add Dutch and English."""

from zope.i18nmessageid import MessageFactory

_ = MessageFactory("farde")
