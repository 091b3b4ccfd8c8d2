<?xml version="1.0" encoding="UTF-8"?>
<!-- Shows an HL7 CDA document as one page: the header as a banner, then the narrative of all sections.
     Written for the Polish implementation (PIK); any other CDA is shown as well. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:v3="urn:hl7-org:v3"
  exclude-result-prefixes="v3">
  <xsl:output method="html" encoding="UTF-8"/>
  <xsl:include href="header.xsl"/>
  <xsl:include href="people.xsl"/>
  <xsl:include href="narrative.xsl"/>
  <xsl:include href="media.xsl"/>
  <xsl:include href="values.xsl"/>
  <xsl:include href="labels.xsl"/>

  <!-- pl, hu or en: the language of the labels. The content keeps its own. -->
  <xsl:param name="language" select="'pl'"/>
  <!-- The kind of the document in words; without it the words of its own class are shown. -->
  <xsl:param name="kind" select="''"/>

  <xsl:key name="marked" match="*[@ID]" use="@ID"/>

  <xsl:template match="/">
    <xsl:apply-templates select="v3:ClinicalDocument"/>
  </xsl:template>

  <xsl:template match="v3:ClinicalDocument">
    <html lang="{$language}">
      <head>
        <title>
          <xsl:call-template name="document-title"/>
        </title>
        <style>/* style.css */</style>
      </head>
      <body>
        <div class="k-page">
          <header>
            <xsl:call-template name="document-header"/>
          </header>
          <main>
            <xsl:apply-templates select="v3:component/v3:structuredBody/v3:component/v3:section" mode="section"/>
            <xsl:apply-templates select="v3:component/v3:nonXMLBody/v3:text" mode="media"/>
            <xsl:call-template name="unreferenced-media"/>
          </main>
          <footer class="k-foot">
            <xsl:call-template name="document-foot"/>
          </footer>
        </div>
      </body>
    </html>
  </xsl:template>

  <!-- A section: its title one level deeper than the section around it, narrative, sections inside. -->
  <xsl:template match="v3:section" mode="section">
    <xsl:variable name="depth" select="count(ancestor::v3:section) + 2"/>
    <section>
      <xsl:variable name="title" select="normalize-space(v3:title)"/>
      <xsl:if test="$title != ''">
        <xsl:choose>
          <xsl:when test="$depth = 2"><h2><xsl:value-of select="$title"/></h2></xsl:when>
          <xsl:when test="$depth = 3"><h3><xsl:value-of select="$title"/></h3></xsl:when>
          <xsl:otherwise><h4><xsl:value-of select="$title"/></h4></xsl:otherwise>
        </xsl:choose>
      </xsl:if>
      <xsl:if test="v3:subject">
        <p class="k-note">
          <xsl:call-template name="label"><xsl:with-param name="id">about-person</xsl:with-param></xsl:call-template>
          <xsl:text> </xsl:text>
          <xsl:call-template name="person-name">
            <xsl:with-param name="name" select="v3:subject/v3:relatedSubject/v3:subject/v3:name"/>
          </xsl:call-template>
        </p>
      </xsl:if>
      <xsl:if test="v3:text">
        <div>
          <xsl:call-template name="mark"><xsl:with-param name="node" select="v3:text"/></xsl:call-template>
          <xsl:apply-templates select="v3:text/node()" mode="narrative"/>
        </div>
        <xsl:call-template name="footnotes"><xsl:with-param name="text" select="v3:text"/></xsl:call-template>
      </xsl:if>
      <xsl:apply-templates select="v3:component/v3:section" mode="section"/>
    </section>
  </xsl:template>
</xsl:stylesheet>
