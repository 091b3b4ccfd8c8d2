-- A number of a document is one person's only together with who issued it: two offices may give the
-- same one. PESEL and TAJ have no issuer and stay unique by themselves.
DROP INDEX practice.patient_identity;
CREATE UNIQUE INDEX patient_identity
  ON practice.patient (tenant, identity_kind, identity_number, identity_issuer)
  WHERE merged_into IS NULL AND identity_number <> '';

-- Documents about somebody whose record was merged away are filed under the one that lives on.
CREATE INDEX patient_merged ON practice.patient (tenant, identity_kind, identity_number)
  WHERE merged_into IS NOT NULL;
