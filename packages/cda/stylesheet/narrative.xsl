<?xml version="1.0" encoding="UTF-8"?>
<!-- The narrative block of a section (CDA R2, 4.3.5). Elements outside of it lose their tags and keep
     their text. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:v3="urn:hl7-org:v3"
  exclude-result-prefixes="v3">

  <xsl:template match="*" mode="narrative">
    <xsl:apply-templates mode="narrative"/>
  </xsl:template>

  <xsl:template match="text()" mode="narrative">
    <xsl:value-of select="."/>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="narrative"/>

  <!-- Not p: a paragraph may hold lists and images, which HTML would throw out of it. -->
  <xsl:template match="v3:paragraph" mode="narrative">
    <div>
      <xsl:call-template name="narrative-attributes"><xsl:with-param name="class">k-paragraph</xsl:with-param></xsl:call-template>
      <xsl:apply-templates select="v3:caption" mode="caption"/>
      <xsl:apply-templates select="node()[not(self::v3:caption)]" mode="narrative"/>
    </div>
  </xsl:template>

  <xsl:template match="v3:caption" mode="caption">
    <span>
      <xsl:call-template name="narrative-attributes"><xsl:with-param name="class">k-caption</xsl:with-param></xsl:call-template>
      <xsl:apply-templates mode="narrative"/>
    </span>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="v3:content" mode="narrative">
    <xsl:choose>
      <xsl:when test="@revised = 'delete'"><del><xsl:apply-templates mode="narrative"/></del></xsl:when>
      <xsl:when test="@revised = 'insert'"><ins><xsl:apply-templates mode="narrative"/></ins></xsl:when>
      <xsl:otherwise>
        <span>
          <xsl:call-template name="narrative-attributes"/>
          <xsl:apply-templates mode="narrative"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="v3:br" mode="narrative"><br/></xsl:template>
  <xsl:template match="v3:sub" mode="narrative"><sub><xsl:apply-templates mode="narrative"/></sub></xsl:template>
  <xsl:template match="v3:sup" mode="narrative"><sup><xsl:apply-templates mode="narrative"/></sup></xsl:template>

  <xsl:template match="v3:list" mode="narrative">
    <xsl:if test="v3:caption"><div class="k-paragraph"><xsl:apply-templates select="v3:caption" mode="caption"/></div></xsl:if>
    <xsl:choose>
      <xsl:when test="@listType = 'ordered'">
        <ol>
          <xsl:call-template name="narrative-attributes"/>
          <xsl:choose>
            <xsl:when test="contains(@styleCode, 'LittleAlpha')"><xsl:attribute name="type">a</xsl:attribute></xsl:when>
            <xsl:when test="contains(@styleCode, 'BigAlpha')"><xsl:attribute name="type">A</xsl:attribute></xsl:when>
            <xsl:when test="contains(@styleCode, 'LittleRoman')"><xsl:attribute name="type">i</xsl:attribute></xsl:when>
            <xsl:when test="contains(@styleCode, 'BigRoman')"><xsl:attribute name="type">I</xsl:attribute></xsl:when>
          </xsl:choose>
          <xsl:apply-templates select="v3:item" mode="narrative"/>
        </ol>
      </xsl:when>
      <xsl:otherwise>
        <ul>
          <xsl:call-template name="narrative-attributes"/>
          <xsl:choose>
            <xsl:when test="contains(@styleCode, 'Circle')"><xsl:attribute name="type">circle</xsl:attribute></xsl:when>
            <xsl:when test="contains(@styleCode, 'Square')"><xsl:attribute name="type">square</xsl:attribute></xsl:when>
          </xsl:choose>
          <xsl:apply-templates select="v3:item" mode="narrative"/>
        </ul>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="v3:item" mode="narrative">
    <li>
      <xsl:call-template name="narrative-attributes"/>
      <xsl:apply-templates select="v3:caption" mode="caption"/>
      <xsl:apply-templates select="node()[not(self::v3:caption)]" mode="narrative"/>
    </li>
  </xsl:template>

  <!-- The wrapper scrolls sideways where a table is wider than the screen. -->
  <xsl:template match="v3:table" mode="narrative">
    <div class="k-table">
      <table>
        <xsl:call-template name="narrative-attributes"/>
        <xsl:apply-templates select="v3:caption" mode="table"/>
        <xsl:apply-templates select="v3:colgroup | v3:col" mode="table"/>
        <xsl:apply-templates select="v3:thead" mode="table"/>
        <xsl:apply-templates select="v3:tbody | v3:tr" mode="table"/>
        <xsl:apply-templates select="v3:tfoot" mode="table"/>
      </table>
    </div>
  </xsl:template>

  <xsl:template match="v3:caption" mode="table">
    <caption><xsl:apply-templates mode="narrative"/></caption>
  </xsl:template>

  <xsl:template match="v3:colgroup | v3:col | v3:thead | v3:tbody | v3:tfoot | v3:tr" mode="table">
    <xsl:element name="{local-name()}">
      <xsl:call-template name="narrative-attributes"/>
      <xsl:copy-of select="@span"/>
      <xsl:apply-templates select="v3:col | v3:tr | v3:td | v3:th" mode="table"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="v3:td | v3:th" mode="table">
    <xsl:element name="{local-name()}">
      <xsl:call-template name="narrative-attributes"/>
      <xsl:copy-of select="@colspan | @rowspan"/>
      <xsl:if test="self::v3:th and ../../self::v3:thead"><xsl:attribute name="scope">col</xsl:attribute></xsl:if>
      <xsl:apply-templates mode="narrative"/>
    </xsl:element>
  </xsl:template>

  <!-- Only addresses that lead to a page, a mailbox or a place in this document. -->
  <xsl:template match="v3:linkHtml" mode="narrative">
    <xsl:variable name="href" select="normalize-space(@href)"/>
    <xsl:variable name="scheme" select="translate(substring-before($href, ':'), 'HTPSMAILO', 'htpsmailo')"/>
    <xsl:choose>
      <xsl:when test="starts-with($href, '#') or $scheme = 'http' or $scheme = 'https' or $scheme = 'mailto'">
        <a href="{$href}"><xsl:apply-templates mode="narrative"/></a>
      </xsl:when>
      <xsl:otherwise><span><xsl:apply-templates mode="narrative"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="v3:footnote" mode="narrative">
    <sup><a href="#k-note-{generate-id()}">[<xsl:number level="any" count="v3:footnote"/>]</a></sup>
  </xsl:template>

  <xsl:template match="v3:footnoteRef" mode="narrative">
    <xsl:for-each select="key('marked', @IDREF)[self::v3:footnote][1]">
      <sup><a href="#k-note-{generate-id()}">[<xsl:number level="any" count="v3:footnote"/>]</a></sup>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="footnotes">
    <xsl:param name="text"/>
    <xsl:if test="$text//v3:footnote">
      <div class="k-footnotes">
        <xsl:for-each select="$text//v3:footnote">
          <div id="k-note-{generate-id()}">
            <xsl:text>[</xsl:text><xsl:number level="any" count="v3:footnote"/><xsl:text>] </xsl:text>
            <xsl:apply-templates mode="narrative"/>
          </div>
        </xsl:for-each>
      </div>
    </xsl:if>
  </xsl:template>

  <!-- The mark that links and entries refer to. -->
  <xsl:template name="mark">
    <xsl:param name="node" select="."/>
    <xsl:if test="$node/@ID"><xsl:attribute name="id"><xsl:value-of select="$node/@ID"/></xsl:attribute></xsl:if>
  </xsl:template>

  <!-- Mark and look: known style codes become classes, whatever else stands there is dropped. -->
  <xsl:template name="narrative-attributes">
    <xsl:param name="class"/>
    <xsl:call-template name="mark"/>
    <xsl:variable name="code" select="concat(' ', normalize-space(@styleCode), ' ')"/>
    <xsl:variable name="classes">
      <xsl:value-of select="$class"/>
      <xsl:if test="@align = 'right' or @align = 'char'"> k-right</xsl:if>
      <xsl:if test="@align = 'center'"> k-center</xsl:if>
      <xsl:if test="contains($code, ' Bold ')"> k-bold</xsl:if>
      <xsl:if test="contains($code, ' Italics ')"> k-italics</xsl:if>
      <xsl:if test="contains($code, ' Emphasis ')"> k-emphasis</xsl:if>
      <xsl:if test="contains($code, ' Underline ')"> k-underline</xsl:if>
      <xsl:if test="contains($code, ' Lrule ')"> k-lrule</xsl:if>
      <xsl:if test="contains($code, ' Rrule ')"> k-rrule</xsl:if>
      <xsl:if test="contains($code, ' Toprule ')"> k-toprule</xsl:if>
      <xsl:if test="contains($code, ' Botrule ')"> k-botrule</xsl:if>
      <xsl:if test="contains($code, ' xPLbig ')"> k-big</xsl:if>
      <xsl:if test="contains($code, ' xPLred ')"> k-red</xsl:if>
      <xsl:if test="contains($code, ' xPLblue ')"> k-blue</xsl:if>
      <xsl:if test="contains($code, ' xPLgreen ')"> k-green</xsl:if>
      <xsl:if test="contains($code, ' xPLlime ')"> k-lime</xsl:if>
      <xsl:if test="contains($code, ' xPLgray ')"> k-gray</xsl:if>
      <xsl:if test="contains($code, ' xPLsilver ')"> k-silver</xsl:if>
      <xsl:if test="contains($code, ' xPLviolet ')"> k-violet</xsl:if>
      <xsl:if test="contains($code, ' xPLpurple ')"> k-purple</xsl:if>
      <xsl:if test="contains($code, ' xPLorange ')"> k-orange</xsl:if>
      <xsl:if test="contains($code, ' xPLolive ')"> k-olive</xsl:if>
      <xsl:if test="contains($code, ' xPLnavy ')"> k-navy</xsl:if>
    </xsl:variable>
    <xsl:if test="normalize-space($classes) != ''">
      <xsl:attribute name="class"><xsl:value-of select="normalize-space($classes)"/></xsl:attribute>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
