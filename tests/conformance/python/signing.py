"""WS-Security for zeep: its own X.509 signature over Body and Timestamp, with a Timestamp to sign."""

from datetime import timedelta

import xmlsec
from lxml import etree
from zeep import ns
from zeep.wsse.signature import BinarySignature
from zeep.wsse.utils import get_security_header

LIFETIME = timedelta(minutes=5)


class SignedMessage(BinarySignature):
    """Puts a Timestamp into the Security header and lets zeep sign it together with the Body.

    `now` gives the time, because the server under test has a clock of its own.
    """

    def __init__(self, key_file, certificate_file, now):
        super().__init__(
            key_file,
            certificate_file,
            signature_method=xmlsec.Transform.RSA_SHA256,
            digest_method=xmlsec.Transform.SHA256,
        )
        self.now = now

    def apply(self, envelope, headers):
        security = get_security_header(envelope)
        stamp = etree.SubElement(security, etree.QName(ns.WSU, "Timestamp"))
        created = self.now()
        for name, moment in (("Created", created), ("Expires", created + LIFETIME)):
            part = etree.SubElement(stamp, etree.QName(ns.WSU, name))
            part.text = moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")
        return super().apply(envelope, headers)

    def verify(self, envelope):
        """Answers come over the mutual TLS channel and carry no signature of their own."""
        return envelope
