"""XDS metadata as the plain dictionaries that zeep turns into ebRIM."""

NAMES = "urn:oasis:names:tc:ebxml-regrep:"
STABLE = "urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1"
SUBMISSION_SET = "urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd"

ENTRY_CODES = {
    "classCode": "urn:uuid:41a5887f-8865-4c09-adf7-e362475b143a",
    "typeCode": "urn:uuid:f0306f51-975f-434e-a61c-c59651d33983",
    "formatCode": "urn:uuid:a09d5840-386c-46f2-b5ad-9c3699a4309d",
    "healthcareFacilityTypeCode": "urn:uuid:f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1",
    "practiceSettingCode": "urn:uuid:cccf5598-8b07-4b77-a05e-ae952c785ead",
    "confidentialityCode": "urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f",
}
ENTRY_IDS = {
    "patientId": "urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427",
    "uniqueId": "urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab",
}
SET_IDS = {
    "patientId": "urn:uuid:6b5aea1a-874d-4603-a4bc-96a0a7b38446",
    "uniqueId": "urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8",
    "sourceId": "urn:uuid:554ac39e-e3fe-47fe-b233-965d2a147832",
}
CONTENT_TYPE = "urn:uuid:aa543740-bdda-424e-8c96-df4873be8500"


def slot(name, *values):
    return {"name": name, "ValueList": {"Value": list(values)}}


def text(value):
    return {"LocalizedString": [{"lang": "pl-PL", "value": value}]}


def code(owner, scheme, value):
    """A code from a local coding scheme that is named like its place."""
    return {
        "id": f"{owner}-{scheme[-12:]}",
        "classificationScheme": scheme,
        "classifiedObject": owner,
        "nodeRepresentation": value,
        "Slot": [slot("codingScheme", "Przykład")],
        "Name": text(value),
    }


def identifier(owner, scheme, name, value):
    return {
        "id": f"{owner}-{scheme[-12:]}",
        "registryObject": owner,
        "identificationScheme": scheme,
        "value": value,
        "Name": text(name),
    }


def document_entry(entry_id, document, patient):
    """One ExtrinsicObject. `document`: uniqueId, title, mimeType; logicalId, version, slots if wanted."""
    slots = {
        "creationTime": ["20260301081500"],
        "languageCode": ["pl-PL"],
        "sourcePatientId": [patient],
        **document.get("slots", {}),
    }
    entry = {
        "id": entry_id,
        "objectType": STABLE,
        "mimeType": document["mimeType"],
        "Slot": [slot(name, *values) for name, values in slots.items()],
        "Name": text(document["title"]),
        "Classification": [
            code(entry_id, scheme, document.get(name, name)) for name, scheme in ENTRY_CODES.items()
        ],
        "ExternalIdentifier": [
            identifier(entry_id, scheme, f"XDSDocumentEntry.{name}", value)
            for (name, scheme), value in zip(
                ENTRY_IDS.items(), (patient, document["uniqueId"]), strict=True
            )
        ],
    }
    if "logicalId" in document:
        entry["lid"] = document["logicalId"]
        entry["VersionInfo"] = {"versionName": document["version"]}
    return entry


def submission_set(set_id, unique_id, patient, source):
    values = (patient, unique_id, source)
    return {
        "id": set_id,
        "objectType": f"{NAMES}ObjectType:RegistryObject:RegistryPackage",
        "Slot": [slot("submissionTime", "20260301081630")],
        "Name": text("Wysyłka"),
        "Classification": [
            {
                "id": f"{set_id}-node",
                "classifiedObject": set_id,
                "classificationNode": SUBMISSION_SET,
            },
            code(set_id, CONTENT_TYPE, "REGISTER"),
        ],
        "ExternalIdentifier": [
            identifier(set_id, scheme, f"XDSSubmissionSet.{name}", value)
            for (name, scheme), value in zip(SET_IDS.items(), values, strict=True)
        ],
    }


def association(association_id, kind, source, target, **slots):
    """`kind` is the last part of an IHE type, or HasMember; slots by name, one value each."""
    known = {"HasMember": f"{NAMES}AssociationType:HasMember"}
    year = "2010" if kind in ("UpdateAvailabilityStatus", "SubmitAssociation") else "2007"
    return {
        "id": association_id,
        "associationType": known.get(kind, f"urn:ihe:iti:{year}:AssociationType:{kind}"),
        "sourceObject": source,
        "targetObject": target,
        "Slot": [slot(name, value) for name, value in slots.items()],
    }


def registry_objects(entries, package, associations):
    """The list as zeep wants a choice: one dictionary an object, in order."""
    return {
        "_value_1": [
            *({"ExtrinsicObject": entry} for entry in entries),
            {"RegistryPackage": package},
            *({"Association": each} for each in associations),
        ]
    }
