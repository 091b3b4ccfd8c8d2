<?xml version="1.0" encoding="UTF-8"?>
<!-- Authors, legal authenticator, recipients and custodian, each with the organisation behind them. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:v3="urn:hl7-org:v3"
  exclude-result-prefixes="v3">

  <xsl:variable name="capitals" select="'AĄBCĆDEĘFGHIJKLŁMNŃOÓPQRSŚTUVWXYZŹŻ'"/>
  <xsl:variable name="small" select="'aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż'"/>

  <xsl:template match="v3:author" mode="author">
    <xsl:variable name="ids" select="v3:assignedAuthor/v3:id"/>
    <xsl:variable name="signer" select="../v3:legalAuthenticator/v3:assignedEntity/v3:id"/>
    <xsl:variable name="signed" select="$ids[@root = $signer/@root and @extension = $signer/@extension]"/>
    <div>
      <dt>
        <xsl:call-template name="label">
          <xsl:with-param name="id">
            <xsl:choose>
              <xsl:when test="$signed">author-signed</xsl:when>
              <xsl:otherwise>author</xsl:otherwise>
            </xsl:choose>
          </xsl:with-param>
        </xsl:call-template>
      </dt>
      <dd>
        <xsl:call-template name="person">
          <xsl:with-param name="entity" select="v3:assignedAuthor"/>
          <xsl:with-param name="name" select="v3:assignedAuthor/v3:assignedPerson/v3:name"/>
          <xsl:with-param name="profession" select="v3:functionCode/@displayName"/>
        </xsl:call-template>
        <xsl:value-of select="v3:assignedAuthor/v3:assignedAuthoringDevice/v3:softwareName"/>
        <xsl:apply-templates select="v3:assignedAuthor/v3:representedOrganization" mode="organisation"/>
      </dd>
    </div>
  </xsl:template>

  <!-- Named on its own only where it is none of the authors. -->
  <xsl:template match="v3:legalAuthenticator" mode="authenticator">
    <xsl:variable name="id" select="v3:assignedEntity/v3:id"/>
    <xsl:if test="not(../v3:author/v3:assignedAuthor/v3:id[@root = $id/@root and @extension = $id/@extension])">
      <div>
        <dt><xsl:call-template name="label"><xsl:with-param name="id">authenticator</xsl:with-param></xsl:call-template></dt>
        <dd>
          <xsl:call-template name="person">
            <xsl:with-param name="entity" select="v3:assignedEntity"/>
            <xsl:with-param name="name" select="v3:assignedEntity/v3:assignedPerson/v3:name"/>
          </xsl:call-template>
          <xsl:apply-templates select="v3:assignedEntity/v3:representedOrganization" mode="organisation"/>
        </dd>
      </div>
    </xsl:if>
  </xsl:template>

  <xsl:template match="v3:informationRecipient" mode="recipient">
    <div>
      <dt><xsl:call-template name="label"><xsl:with-param name="id">recipient</xsl:with-param></xsl:call-template></dt>
      <dd>
        <xsl:call-template name="person">
          <xsl:with-param name="entity" select="v3:intendedRecipient"/>
          <xsl:with-param name="name" select="v3:intendedRecipient/v3:informationRecipient/v3:name"/>
        </xsl:call-template>
        <xsl:apply-templates select="v3:intendedRecipient/v3:receivedOrganization" mode="organisation"/>
      </dd>
    </div>
  </xsl:template>

  <xsl:template match="v3:custodian" mode="custodian">
    <xsl:variable name="organisation" select="v3:assignedCustodian/v3:representedCustodianOrganization"/>
    <!-- Often an id alone: the same organisation may carry its name among the authors. -->
    <xsl:variable name="known" select="../v3:author//*[v3:id[@root = $organisation/v3:id/@root and @extension = $organisation/v3:id/@extension]]/v3:name"/>
    <div>
      <dt><xsl:call-template name="label"><xsl:with-param name="id">custodian</xsl:with-param></xsl:call-template></dt>
      <dd>
        <xsl:choose>
          <xsl:when test="$organisation/v3:name"><xsl:value-of select="$organisation/v3:name"/></xsl:when>
          <xsl:when test="$known"><xsl:value-of select="$known[1]"/></xsl:when>
          <xsl:when test="$organisation/v3:id/@root = $p1-root">
            <xsl:call-template name="label"><xsl:with-param name="id">p1</xsl:with-param></xsl:call-template>
          </xsl:when>
          <xsl:when test="$organisation/v3:id/@root = concat($p1-root, '.2.3.1')">
            <xsl:call-template name="label"><xsl:with-param name="id">provider-id</xsl:with-param></xsl:call-template>
            <xsl:text> </xsl:text>
            <xsl:value-of select="$organisation/v3:id[@root = concat($p1-root, '.2.3.1')]/@extension"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:call-template name="identifier"><xsl:with-param name="id" select="$organisation/v3:id"/></xsl:call-template>
          </xsl:otherwise>
        </xsl:choose>
      </dd>
    </div>
  </xsl:template>

  <!-- Name, profession, specialty and licence number of a person. -->
  <xsl:template name="person">
    <xsl:param name="entity"/>
    <xsl:param name="name"/>
    <xsl:param name="profession"/>
    <xsl:if test="$name">
      <strong><xsl:call-template name="person-name"><xsl:with-param name="name" select="$name"/></xsl:call-template></strong>
    </xsl:if>
    <xsl:if test="$profession"><br/><xsl:value-of select="$profession"/></xsl:if>
    <xsl:if test="$entity/v3:code/@displayName">
      <xsl:text>, </xsl:text>
      <xsl:value-of select="$entity/v3:code/@displayName"/>
    </xsl:if>
    <xsl:for-each select="$entity/v3:id[starts-with(@root, concat($p1-root, '.1.6.')) and @extension]">
      <br/>
      <xsl:call-template name="label"><xsl:with-param name="id">licence</xsl:with-param></xsl:call-template>
      <xsl:text> </xsl:text>
      <xsl:value-of select="@extension"/>
    </xsl:for-each>
  </xsl:template>

  <!-- The organisation and the ones above it that have a name of their own. -->
  <xsl:template match="v3:representedOrganization | v3:receivedOrganization | v3:wholeOrganization" mode="organisation">
    <xsl:param name="below"/>
    <xsl:variable name="name" select="translate(normalize-space(v3:name), $capitals, $small)"/>
    <xsl:if test="$name != '' and $name != $below">
      <br/>
      <xsl:value-of select="v3:name"/>
    </xsl:if>
    <xsl:variable name="address">
      <xsl:call-template name="address"><xsl:with-param name="addr" select="v3:addr"/></xsl:call-template>
    </xsl:variable>
    <xsl:if test="normalize-space($address) != '' and ($name = '' or $name != $below)">
      <br/>
      <span class="k-note"><xsl:value-of select="$address"/></span>
    </xsl:if>
    <xsl:for-each select="v3:telecom[starts-with(@value, 'tel:')]">
      <br/>
      <span class="k-note"><xsl:value-of select="substring-after(@value, 'tel:')"/></span>
    </xsl:for-each>
    <xsl:if test="count(ancestor::v3:asOrganizationPartOf) &lt; 4">
      <xsl:apply-templates select="v3:asOrganizationPartOf/v3:wholeOrganization" mode="organisation">
        <xsl:with-param name="below" select="$name"/>
      </xsl:apply-templates>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
