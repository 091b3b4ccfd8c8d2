<?xml version="1.0" encoding="UTF-8"?>
<!-- Embedded files: PNG, JPEG and GIF are shown, everything else is named as an attachment. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:v3="urn:hl7-org:v3"
  exclude-result-prefixes="v3">

  <xsl:template match="v3:renderMultiMedia" mode="narrative">
    <xsl:variable name="referenced" select="key('marked', @referencedObject)"/>
    <xsl:variable name="media" select="$referenced[self::v3:observationMedia] | $referenced[self::v3:regionOfInterest]//v3:observationMedia"/>
    <figure>
      <xsl:call-template name="mark"/>
      <xsl:apply-templates select="$media/v3:value" mode="media"/>
      <xsl:if test="v3:caption"><figcaption><xsl:apply-templates select="v3:caption/node()" mode="narrative"/></figcaption></xsl:if>
    </figure>
  </xsl:template>

  <xsl:template match="v3:value | v3:text" mode="media">
    <xsl:variable name="type" select="translate(@mediaType, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"/>
    <xsl:choose>
      <xsl:when test="@representation = 'B64' and ($type = 'image/png' or $type = 'image/jpeg' or $type = 'image/jpg' or $type = 'image/gif')">
        <img src="data:{$type};base64,{translate(text(), ' &#9;&#10;&#13;', '')}">
          <xsl:attribute name="alt">
            <xsl:call-template name="label"><xsl:with-param name="id">image</xsl:with-param></xsl:call-template>
          </xsl:attribute>
        </img>
      </xsl:when>
      <xsl:when test="@representation = 'B64'">
        <div class="k-file">
          <xsl:call-template name="label"><xsl:with-param name="id">attachment</xsl:with-param></xsl:call-template>
          <xsl:text> (</xsl:text>
          <xsl:choose>
            <xsl:when test="$type = 'application/pdf'">PDF</xsl:when>
            <xsl:when test="$type = 'application/octet-stream' or $type = ''"><xsl:call-template name="label"><xsl:with-param name="id">unknown-type</xsl:with-param></xsl:call-template></xsl:when>
            <xsl:otherwise><xsl:value-of select="$type"/></xsl:otherwise>
          </xsl:choose>
          <xsl:text>). </xsl:text>
          <xsl:call-template name="label"><xsl:with-param name="id">attachment-how</xsl:with-param></xsl:call-template>
        </div>
      </xsl:when>
      <xsl:when test="v3:reference/@value">
        <div class="k-file">
          <xsl:call-template name="label"><xsl:with-param name="id">outside-file</xsl:with-param></xsl:call-template>
          <xsl:text> </xsl:text>
          <xsl:value-of select="v3:reference/@value"/>
        </div>
      </xsl:when>
      <xsl:when test="self::v3:text and normalize-space(.) != ''">
        <div class="k-paragraph"><xsl:value-of select="."/></div>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- Files that no narrative refers to are named at the end, so that none stays unseen. -->
  <xsl:template name="unreferenced-media">
    <xsl:variable name="orphans" select="//v3:observationMedia[not(@ID) or not(@ID = //v3:renderMultiMedia/@referencedObject)]/v3:value[not(ancestor::v3:regionOfInterest)]"/>
    <xsl:if test="$orphans">
      <section>
        <h2><xsl:call-template name="label"><xsl:with-param name="id">attachments</xsl:with-param></xsl:call-template></h2>
        <xsl:apply-templates select="$orphans" mode="media"/>
      </section>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
