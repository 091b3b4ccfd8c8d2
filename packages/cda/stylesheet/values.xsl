<?xml version="1.0" encoding="UTF-8"?>
<!-- Small values: labelled facts, names, addresses, identifiers, points in time. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:v3="urn:hl7-org:v3"
  exclude-result-prefixes="v3">

  <!-- A label with its value; nothing where there is no value. -->
  <xsl:template name="fact">
    <xsl:param name="label"/>
    <xsl:param name="value"/>
    <xsl:param name="wide" select="false()"/>
    <xsl:if test="normalize-space($value) != ''">
      <div>
        <xsl:if test="$wide"><xsl:attribute name="class">k-wide</xsl:attribute></xsl:if>
        <dt><xsl:call-template name="label"><xsl:with-param name="id" select="$label"/></xsl:call-template></dt>
        <dd><xsl:value-of select="$value"/></dd>
      </div>
    </xsl:if>
  </xsl:template>

  <xsl:template name="person-name">
    <xsl:param name="name"/>
    <xsl:for-each select="$name[1]">
      <xsl:choose>
        <!-- In the order of the document: Polish names begin with the given, Hungarian with the family name. -->
        <xsl:when test="v3:family or v3:given">
          <xsl:for-each select="v3:prefix | v3:given | v3:family | v3:suffix">
            <xsl:if test="position() &gt; 1"><xsl:text> </xsl:text></xsl:if>
            <xsl:value-of select="normalize-space(.)"/>
          </xsl:for-each>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="normalize-space(.)"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="address">
    <xsl:param name="addr"/>
    <xsl:for-each select="$addr[1]">
      <xsl:variable name="house">
        <xsl:value-of select="normalize-space(v3:houseNumber)"/>
        <xsl:if test="normalize-space(v3:unitID) != ''"><xsl:text>/</xsl:text><xsl:value-of select="normalize-space(v3:unitID)"/></xsl:if>
      </xsl:variable>
      <xsl:variable name="street" select="normalize-space(concat(v3:streetName, v3:streetAddressLine, ' ', $house))"/>
      <xsl:variable name="town" select="normalize-space(concat(v3:postalCode, ' ', v3:city))"/>
      <xsl:choose>
        <xsl:when test="$street != '' or $town != ''">
          <xsl:value-of select="$street"/>
          <xsl:if test="$street != '' and $town != ''"><xsl:text>, </xsl:text></xsl:if>
          <xsl:value-of select="$town"/>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="normalize-space(.)"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="identifier">
    <xsl:param name="id"/>
    <xsl:if test="$id[1]/@root">
      <xsl:value-of select="$id[1]/@root"/>
      <xsl:if test="$id[1]/@extension"><xsl:text>^</xsl:text><xsl:value-of select="$id[1]/@extension"/></xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- YYYYMMDD[hhmm] in the manner of the language; a value of another form as it stands. -->
  <xsl:template name="time">
    <xsl:param name="value"/>
    <xsl:variable name="year" select="substring($value, 1, 4)"/>
    <xsl:variable name="month" select="substring($value, 5, 2)"/>
    <xsl:variable name="day" select="substring($value, 7, 2)"/>
    <xsl:variable name="hour" select="substring($value, 9, 2)"/>
    <xsl:variable name="minute" select="substring($value, 11, 2)"/>
    <xsl:choose>
      <xsl:when test="string-length($value) &lt; 8 or string(number(concat($year, $month, $day))) = 'NaN'">
        <xsl:value-of select="$value"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:choose>
          <xsl:when test="$language = 'pl'"><xsl:value-of select="concat($day, '.', $month, '.', $year)"/></xsl:when>
          <xsl:when test="$language = 'hu'"><xsl:value-of select="concat($year, '. ', $month, '. ', $day, '.')"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="concat($year, '-', $month, '-', $day)"/></xsl:otherwise>
        </xsl:choose>
        <xsl:if test="string-length($minute) = 2 and string(number(concat($hour, $minute))) != 'NaN'">
          <xsl:value-of select="concat(' ', $hour, ':', $minute)"/>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
