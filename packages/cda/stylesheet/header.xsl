<?xml version="1.0" encoding="UTF-8"?>
<!-- The header of the document: what it is, about whom, by whom, for whom. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:v3="urn:hl7-org:v3"
  exclude-result-prefixes="v3">

  <xsl:variable name="p1-root" select="'2.16.840.1.113883.3.4424'"/>
  <xsl:variable name="pesel-root" select="concat($p1-root, '.1.1.616')"/>
  <xsl:variable name="class-system" select="concat($p1-root, '.11.1.32')"/>

  <xsl:template name="document-title">
    <xsl:choose>
      <xsl:when test="normalize-space(v3:title) != ''"><xsl:value-of select="normalize-space(v3:title)"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="document-kind"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="document-kind">
    <xsl:variable name="class" select="v3:code/v3:translation[@codeSystem = $class-system]/@displayName"/>
    <xsl:choose>
      <xsl:when test="$kind != ''"><xsl:value-of select="$kind"/></xsl:when>
      <xsl:when test="$class"><xsl:value-of select="$class"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="v3:code/@displayName"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="document-header">
    <p class="k-kind"><xsl:call-template name="document-kind"/></p>
    <h1><xsl:call-template name="document-title"/></h1>
    <xsl:apply-templates select="v3:recordTarget/v3:patientRole" mode="patient"/>
    <dl class="k-facts">
      <xsl:call-template name="fact">
        <xsl:with-param name="label">issued</xsl:with-param>
        <xsl:with-param name="value">
          <xsl:call-template name="time"><xsl:with-param name="value" select="v3:effectiveTime/@value"/></xsl:call-template>
        </xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="service-time"/>
      <xsl:call-template name="fact">
        <xsl:with-param name="label">version</xsl:with-param>
        <xsl:with-param name="value" select="v3:versionNumber/@value"/>
      </xsl:call-template>
      <xsl:if test="v3:confidentialityCode[@code != 'N']">
        <xsl:call-template name="fact">
          <xsl:with-param name="label">confidentiality</xsl:with-param>
          <xsl:with-param name="value">
            <xsl:call-template name="label">
              <xsl:with-param name="id" select="concat('confidentiality-', v3:confidentialityCode/@code)"/>
            </xsl:call-template>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:if>
      <xsl:call-template name="fact">
        <xsl:with-param name="label">document-id</xsl:with-param>
        <xsl:with-param name="value">
          <xsl:call-template name="identifier"><xsl:with-param name="id" select="v3:id"/></xsl:call-template>
        </xsl:with-param>
        <xsl:with-param name="wide" select="true()"/>
      </xsl:call-template>
      <xsl:apply-templates select="v3:relatedDocument" mode="related"/>
    </dl>
    <div class="k-people">
      <dl>
        <xsl:apply-templates select="v3:author" mode="author"/>
        <xsl:apply-templates select="v3:legalAuthenticator" mode="authenticator"/>
        <xsl:apply-templates select="v3:informationRecipient" mode="recipient"/>
        <xsl:apply-templates select="v3:custodian" mode="custodian"/>
      </dl>
    </div>
  </xsl:template>

  <!-- The banner that says whose document this is. -->
  <xsl:template match="v3:patientRole" mode="patient">
    <div class="k-patient">
      <p class="k-name">
        <xsl:call-template name="person-name"><xsl:with-param name="name" select="v3:patient/v3:name"/></xsl:call-template>
      </p>
      <dl>
        <xsl:for-each select="v3:id[@extension]">
          <xsl:sort select="number(@root != $pesel-root)" data-type="number"/>
          <xsl:if test="@root = $pesel-root or (@displayable = 'true' and not(../v3:id[@root = $pesel-root])) or not(../v3:id[@displayable = 'true'] or ../v3:id[@root = $pesel-root])">
            <xsl:call-template name="fact">
              <xsl:with-param name="label">
                <xsl:choose>
                  <xsl:when test="@root = $pesel-root">pesel</xsl:when>
                  <xsl:when test="@root = '2.25.141105893605715729927023938617344396180.100'">taj</xsl:when>
                  <xsl:otherwise>patient-id</xsl:otherwise>
                </xsl:choose>
              </xsl:with-param>
              <xsl:with-param name="value" select="@extension"/>
            </xsl:call-template>
          </xsl:if>
        </xsl:for-each>
        <xsl:call-template name="fact">
          <xsl:with-param name="label">born</xsl:with-param>
          <xsl:with-param name="value">
            <xsl:call-template name="time"><xsl:with-param name="value" select="v3:patient/v3:birthTime/@value"/></xsl:call-template>
          </xsl:with-param>
        </xsl:call-template>
        <xsl:if test="v3:patient/v3:administrativeGenderCode/@code">
          <xsl:call-template name="fact">
            <xsl:with-param name="label">sex</xsl:with-param>
            <xsl:with-param name="value">
              <xsl:call-template name="label">
                <xsl:with-param name="id" select="concat('sex-', v3:patient/v3:administrativeGenderCode/@code)"/>
              </xsl:call-template>
            </xsl:with-param>
          </xsl:call-template>
        </xsl:if>
        <xsl:call-template name="fact">
          <xsl:with-param name="label">address</xsl:with-param>
          <xsl:with-param name="value">
            <xsl:call-template name="address"><xsl:with-param name="addr" select="v3:addr"/></xsl:call-template>
          </xsl:with-param>
          <xsl:with-param name="wide" select="true()"/>
        </xsl:call-template>
      </dl>
    </div>
  </xsl:template>

  <xsl:template name="service-time">
    <xsl:variable name="time" select="(v3:componentOf/v3:encompassingEncounter/v3:effectiveTime | v3:documentationOf/v3:serviceEvent/v3:effectiveTime)[@value or v3:low/@value or v3:high/@value][1]"/>
    <xsl:if test="$time">
      <xsl:call-template name="fact">
        <xsl:with-param name="label">service-time</xsl:with-param>
        <xsl:with-param name="value">
          <xsl:call-template name="time"><xsl:with-param name="value" select="($time/@value | $time/v3:low/@value)[1]"/></xsl:call-template>
          <xsl:if test="$time/v3:high/@value">
            <xsl:text> – </xsl:text>
            <xsl:call-template name="time"><xsl:with-param name="value" select="$time/v3:high/@value"/></xsl:call-template>
          </xsl:if>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="v3:relatedDocument" mode="related">
    <xsl:call-template name="fact">
      <xsl:with-param name="label">
        <xsl:choose>
          <xsl:when test="@typeCode = 'RPLC'">replaces</xsl:when>
          <xsl:when test="@typeCode = 'APND'">appends</xsl:when>
          <xsl:otherwise>related</xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
      <xsl:with-param name="value">
        <xsl:call-template name="identifier"><xsl:with-param name="id" select="v3:parentDocument/v3:id"/></xsl:call-template>
      </xsl:with-param>
      <xsl:with-param name="wide" select="true()"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="document-foot">
    <xsl:call-template name="document-title"/>
    <xsl:text> · </xsl:text>
    <xsl:call-template name="person-name"><xsl:with-param name="name" select="v3:recordTarget/v3:patientRole/v3:patient/v3:name"/></xsl:call-template>
    <xsl:text> · </xsl:text>
    <xsl:call-template name="time"><xsl:with-param name="value" select="v3:effectiveTime/@value"/></xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
