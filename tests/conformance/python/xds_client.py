"""A document source, consumer and administrator over zeep, started from the WSDL addresses alone.

Reads one JSON request a line, writes one JSON answer a line. Which files and addresses to use comes as
the only argument: a JSON object with registry, repository, ca, tls {cert, key}, wss {cert, key} and now.
"""

import base64
import json
import sys
from datetime import datetime

import requests
from metadata import association, document_entry, registry_objects, slot, submission_set
from signing import SignedMessage
from zeep import Client, Settings
from zeep.exceptions import Fault
from zeep.transports import Transport


class XdsClient:
    def __init__(self, settings):
        self.settings = settings
        session = requests.Session()
        session.cert = (settings["tls"]["cert"], settings["tls"]["key"])
        session.verify = settings["ca"]
        # A CA bundle or proxy that the environment names would win over what was said here.
        session.trust_env = False
        now = datetime.fromisoformat(settings["now"])
        signing = SignedMessage(settings["wss"]["key"], settings["wss"]["cert"], lambda: now)
        self.clients = {
            name: Client(
                f"{settings[name]}?wsdl",
                wsse=signing,
                transport=Transport(session=session),
                settings=Settings(strict=True, xml_huge_tree=True),
            )
            for name in ("registry", "repository")
        }

    def call(self, endpoint, operation, **body):
        name = f"Document{endpoint.capitalize()}_{operation}"
        return self.clients[endpoint].service[name](**body)

    def operations(self, _request):
        """What the two descriptions offer."""
        return {
            endpoint: sorted(
                operation
                for service in client.wsdl.services.values()
                for port in service.ports.values()
                for operation in port.binding._operations
            )
            for endpoint, client in self.clients.items()
        }

    def submission(self, request):
        """Entries, set and associations of a request with documents, patient, source and setId."""
        entries, associations = [], []
        for number, document in enumerate(request["documents"], 1):
            entry_id = f"Document{number:02}"
            entries.append(document_entry(entry_id, document, request["patient"]))
            member = {"SubmissionSetStatus": "Original"}
            if "previousVersion" in document:
                member["PreviousVersion"] = document["previousVersion"]
            associations.append(
                association(f"Member{number}", "HasMember", "Set01", entry_id, **member)
            )
            for kind in ("RPLC", "APND", "XFRM"):
                if kind in document:
                    associations.append(
                        association(f"{kind}{number}", kind, entry_id, document[kind])
                    )
        for number, change in enumerate(request.get("statusChanges", []), 1):
            associations.append(
                association(
                    f"Status{number}",
                    "UpdateAvailabilityStatus",
                    "Set01",
                    change["entry"],
                    OriginalStatus=change["from"],
                    NewStatus=change["to"],
                )
            )
        package = submission_set("Set01", request["setId"], request["patient"], request["source"])
        return {"RegistryObjectList": registry_objects(entries, package, associations)}

    def provide(self, request):
        """ITI-41 with the documents as base64 inside."""
        documents = [
            {"id": f"Document{number:02}", "_value_1": base64.b64decode(document["content"])}
            for number, document in enumerate(request["documents"], 1)
        ]
        answer = self.call(
            "repository",
            "ProvideAndRegisterDocumentSet-b",
            SubmitObjectsRequest=self.submission(request),
            Document=documents,
        )
        return receipt(answer)

    def register(self, request):
        """ITI-42."""
        return receipt(self.call("registry", "RegisterDocumentSet-b", **self.submission(request)))

    def update(self, request):
        """ITI-57: new versions of metadata, and changes of status."""
        return receipt(self.call("registry", "UpdateDocumentSet", **self.submission(request)))

    def query(self, request):
        """ITI-18. `slots`: values by parameter."""
        answer = self.call(
            "registry",
            "RegistryStoredQuery",
            ResponseOption={
                "returnType": request.get("returnType", "LeafClass"),
                "returnComposedObjects": True,
            },
            AdhocQuery={
                "id": request["id"],
                "Slot": [slot(name, *values) for name, values in request["slots"].items()],
            },
        )
        # An empty list is read as none.
        objects = (answer.RegistryObjectList and answer.RegistryObjectList._value_1) or []
        return {
            **receipt(answer),
            "documents": [entry(one["ExtrinsicObject"]) for one in objects if named(one, "ExtrinsicObject")],
            "references": [one["ObjectRef"].id for one in objects if named(one, "ObjectRef")],
            "others": [
                {"kind": kind, "id": one[kind].id}
                for one in objects
                for kind in ("RegistryPackage", "Association")
                if named(one, kind)
            ],
        }

    def retrieve(self, request):
        """ITI-43."""
        answer = self.call("repository", "RetrieveDocumentSet", DocumentRequest=requests_of(request))
        return {
            **receipt(answer.RegistryResponse),
            "documents": [
                {
                    "uniqueId": one.DocumentUniqueId,
                    "mimeType": one.mimeType,
                    "content": base64.b64encode(one.Document).decode(),
                }
                for one in answer.DocumentResponse or []
            ],
        }

    def delete(self, request):
        """ITI-62: metadata of the given entries."""
        references = {"ObjectRef": [{"id": one} for one in request["ids"]]}
        return receipt(self.call("registry", "DeleteDocumentSet", ObjectRefList=references))

    def remove(self, request):
        """ITI-86: the documents themselves."""
        answer = self.call("repository", "RemoveDocuments", DocumentRequest=requests_of(request))
        return receipt(answer)


def requests_of(request):
    return [
        {"RepositoryUniqueId": request["repository"], "DocumentUniqueId": one}
        for one in request["uniqueIds"]
    ]


def named(one, kind):
    return kind in one if isinstance(one, dict) else getattr(one, kind, None) is not None


def receipt(answer):
    errors = answer.RegistryErrorList.RegistryError if answer.RegistryErrorList else []
    told = [{"code": one.errorCode, "context": one.codeContext, "location": one.location} for one in errors]
    return {"status": answer.status.rsplit(":", 1)[-1], "errors": told}


def entry(found):
    identifiers = {one.Name.LocalizedString[0].value: one.value for one in found.ExternalIdentifier}
    return {
        "id": found.id,
        "logicalId": found.lid,
        "version": found.VersionInfo.versionName if found.VersionInfo else None,
        "status": found.status.rsplit(":", 1)[-1],
        "mimeType": found.mimeType,
        "title": found.Name.LocalizedString[0].value,
        "uniqueId": identifiers["XDSDocumentEntry.uniqueId"],
        "slots": {one.name: one.ValueList.Value for one in found.Slot},
    }


def main():
    client = XdsClient(json.loads(sys.argv[1]))
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = getattr(client, request["do"])(request)
        except Fault as fault:
            answer = {"fault": fault.message}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
