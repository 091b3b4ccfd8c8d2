<?xml version="1.0" encoding="UTF-8"?>
<!-- Labels in Polish, Hungarian and English. A code without a label is shown as it stands. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:template name="label">
    <xsl:param name="id"/>
    <xsl:choose>
      <xsl:when test="$id = 'issued'">
        <xsl:call-template name="words"><xsl:with-param name="pl">Data wystawienia</xsl:with-param><xsl:with-param name="hu">Kiállítás ideje</xsl:with-param><xsl:with-param name="en">Issued</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'service-time'">
        <xsl:call-template name="words"><xsl:with-param name="pl">Czas świadczenia</xsl:with-param><xsl:with-param name="hu">Az ellátás ideje</xsl:with-param><xsl:with-param name="en">Time of service</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'version'">
        <xsl:call-template name="words"><xsl:with-param name="pl">Wersja</xsl:with-param><xsl:with-param name="hu">Verzió</xsl:with-param><xsl:with-param name="en">Version</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'confidentiality'">
        <xsl:call-template name="words"><xsl:with-param name="pl">Poufność</xsl:with-param><xsl:with-param name="hu">Bizalmasság</xsl:with-param><xsl:with-param name="en">Confidentiality</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'confidentiality-R'">
        <xsl:call-template name="words"><xsl:with-param name="pl">ograniczona</xsl:with-param><xsl:with-param name="hu">korlátozott</xsl:with-param><xsl:with-param name="en">restricted</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'confidentiality-V'">
        <xsl:call-template name="words"><xsl:with-param name="pl">ścisła</xsl:with-param><xsl:with-param name="hu">szigorúan korlátozott</xsl:with-param><xsl:with-param name="en">very restricted</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'document-id'">
        <xsl:call-template name="words"><xsl:with-param name="pl">Identyfikator dokumentu</xsl:with-param><xsl:with-param name="hu">A dokumentum azonosítója</xsl:with-param><xsl:with-param name="en">Document id</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'replaces'">
        <xsl:call-template name="words"><xsl:with-param name="pl">Zastępuje dokument</xsl:with-param><xsl:with-param name="hu">Felváltja</xsl:with-param><xsl:with-param name="en">Replaces</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'appends'">
        <xsl:call-template name="words"><xsl:with-param name="pl">Uzupełnia dokument</xsl:with-param><xsl:with-param name="hu">Kiegészíti</xsl:with-param><xsl:with-param name="en">Adds to</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'related'">
        <xsl:call-template name="words"><xsl:with-param name="pl">Dokument powiązany</xsl:with-param><xsl:with-param name="hu">Kapcsolódó dokumentum</xsl:with-param><xsl:with-param name="en">Related document</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'pesel'">
        <xsl:call-template name="words"><xsl:with-param name="pl">PESEL</xsl:with-param><xsl:with-param name="hu">PESEL</xsl:with-param><xsl:with-param name="en">PESEL</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'taj'">
        <xsl:call-template name="words"><xsl:with-param name="pl">TAJ</xsl:with-param><xsl:with-param name="hu">TAJ</xsl:with-param><xsl:with-param name="en">TAJ</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'patient-id'">
        <xsl:call-template name="words"><xsl:with-param name="pl">Identyfikator pacjenta</xsl:with-param><xsl:with-param name="hu">A beteg azonosítója</xsl:with-param><xsl:with-param name="en">Patient id</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'born'">
        <xsl:call-template name="words"><xsl:with-param name="pl">Data urodzenia</xsl:with-param><xsl:with-param name="hu">Születési dátum</xsl:with-param><xsl:with-param name="en">Date of birth</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'sex'">
        <xsl:call-template name="words"><xsl:with-param name="pl">Płeć</xsl:with-param><xsl:with-param name="hu">Nem</xsl:with-param><xsl:with-param name="en">Sex</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'sex-M'">
        <xsl:call-template name="words"><xsl:with-param name="pl">mężczyzna</xsl:with-param><xsl:with-param name="hu">férfi</xsl:with-param><xsl:with-param name="en">male</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'sex-F'">
        <xsl:call-template name="words"><xsl:with-param name="pl">kobieta</xsl:with-param><xsl:with-param name="hu">nő</xsl:with-param><xsl:with-param name="en">female</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'sex-UN'">
        <xsl:call-template name="words"><xsl:with-param name="pl">nieokreślona</xsl:with-param><xsl:with-param name="hu">nem meghatározott</xsl:with-param><xsl:with-param name="en">undetermined</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'address'">
        <xsl:call-template name="words"><xsl:with-param name="pl">Adres</xsl:with-param><xsl:with-param name="hu">Cím</xsl:with-param><xsl:with-param name="en">Address</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'author'">
        <xsl:call-template name="words"><xsl:with-param name="pl">Autor</xsl:with-param><xsl:with-param name="hu">Szerző</xsl:with-param><xsl:with-param name="en">Author</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'author-signed'">
        <xsl:call-template name="words"><xsl:with-param name="pl">Autor i wystawca dokumentu</xsl:with-param><xsl:with-param name="hu">Szerző és hitelesítő</xsl:with-param><xsl:with-param name="en">Author and legal authenticator</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'authenticator'">
        <xsl:call-template name="words"><xsl:with-param name="pl">Wystawca dokumentu</xsl:with-param><xsl:with-param name="hu">Hitelesítő</xsl:with-param><xsl:with-param name="en">Legal authenticator</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'recipient'">
        <xsl:call-template name="words"><xsl:with-param name="pl">Odbiorca</xsl:with-param><xsl:with-param name="hu">Címzett</xsl:with-param><xsl:with-param name="en">Recipient</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'custodian'">
        <xsl:call-template name="words"><xsl:with-param name="pl">Dokument przechowuje</xsl:with-param><xsl:with-param name="hu">A dokumentum őrzője</xsl:with-param><xsl:with-param name="en">Kept by</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'provider-id'">
        <xsl:call-template name="words"><xsl:with-param name="pl">Nr księgi RPWDL</xsl:with-param><xsl:with-param name="hu">RPWDL-szám</xsl:with-param><xsl:with-param name="en">RPWDL number</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'p1'">
        <xsl:call-template name="words"><xsl:with-param name="pl">Centrum e-Zdrowia (P1)</xsl:with-param><xsl:with-param name="hu">Centrum e-Zdrowia (P1)</xsl:with-param><xsl:with-param name="en">Centrum e-Zdrowia (P1)</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'licence'">
        <xsl:call-template name="words"><xsl:with-param name="pl">Nr prawa wykonywania zawodu</xsl:with-param><xsl:with-param name="hu">Működési engedély száma</xsl:with-param><xsl:with-param name="en">Licence number</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'about-person'">
        <xsl:call-template name="words"><xsl:with-param name="pl">Dotyczy osoby:</xsl:with-param><xsl:with-param name="hu">Érintett személy:</xsl:with-param><xsl:with-param name="en">About:</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'image'">
        <xsl:call-template name="words"><xsl:with-param name="pl">Ilustracja w dokumencie</xsl:with-param><xsl:with-param name="hu">Kép a dokumentumban</xsl:with-param><xsl:with-param name="en">Image in the document</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'attachment'">
        <xsl:call-template name="words"><xsl:with-param name="pl">Załącznik</xsl:with-param><xsl:with-param name="hu">Melléklet</xsl:with-param><xsl:with-param name="en">Attachment</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'attachments'">
        <xsl:call-template name="words"><xsl:with-param name="pl">Załączniki</xsl:with-param><xsl:with-param name="hu">Mellékletek</xsl:with-param><xsl:with-param name="en">Attachments</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'attachment-how'">
        <xsl:call-template name="words"><xsl:with-param name="pl">Plik można zapisać z listy załączników dokumentu.</xsl:with-param><xsl:with-param name="hu">A fájl a dokumentum mellékleteinek listájából menthető.</xsl:with-param><xsl:with-param name="en">The file can be saved from the list of attachments.</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'unknown-type'">
        <xsl:call-template name="words"><xsl:with-param name="pl">nieznany typ pliku</xsl:with-param><xsl:with-param name="hu">ismeretlen fájltípus</xsl:with-param><xsl:with-param name="en">unknown type of file</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:when test="$id = 'outside-file'">
        <xsl:call-template name="words"><xsl:with-param name="pl">Plik poza dokumentem:</xsl:with-param><xsl:with-param name="hu">A dokumentumon kívüli fájl:</xsl:with-param><xsl:with-param name="en">File outside the document:</xsl:with-param></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="substring-after($id, '-')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="words">
    <xsl:param name="pl"/>
    <xsl:param name="hu"/>
    <xsl:param name="en"/>
    <xsl:choose>
      <xsl:when test="$language = 'hu'"><xsl:value-of select="$hu"/></xsl:when>
      <xsl:when test="$language = 'en'"><xsl:value-of select="$en"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$pl"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
