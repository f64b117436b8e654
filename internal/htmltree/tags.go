package htmltree

import "golang.org/x/net/html/atom"

// A nameID numbers the lower-case names of elements: those of the table below
// by their row, any other name in the order of its first use in the source.
type nameID int32

// The names that the tree builder tells apart, or that are frequent.
const (
	tagNone nameID = iota
	tagA
	tagAbbr
	tagAcronym
	tagAddress
	tagAnnotationXml
	tagApplet
	tagArea
	tagArticle
	tagAside
	tagAudio
	tagB
	tagBase
	tagBasefont
	tagBdi
	tagBdo
	tagBgsound
	tagBig
	tagBlockquote
	tagBody
	tagBr
	tagButton
	tagCanvas
	tagCaption
	tagCenter
	tagCircle
	tagCite
	tagClippath
	tagCode
	tagCol
	tagColgroup
	tagData
	tagDatalist
	tagDd
	tagDefs
	tagDel
	tagDesc
	tagDetails
	tagDfn
	tagDialog
	tagDir
	tagDiv
	tagDl
	tagDt
	tagEllipse
	tagEm
	tagEmbed
	tagFieldset
	tagFigcaption
	tagFigure
	tagFont
	tagFooter
	tagForeignobject
	tagForm
	tagFrame
	tagFrameset
	tagG
	tagH1
	tagH2
	tagH3
	tagH4
	tagH5
	tagH6
	tagHead
	tagHeader
	tagHgroup
	tagHr
	tagHtml
	tagI
	tagIframe
	tagImage
	tagImg
	tagInput
	tagIns
	tagKbd
	tagKeygen
	tagLabel
	tagLegend
	tagLi
	tagLine
	tagLineargradient
	tagLink
	tagListing
	tagMain
	tagMalignmark
	tagMap
	tagMark
	tagMarquee
	tagMask
	tagMath
	tagMenu
	tagMeta
	tagMeter
	tagMfrac
	tagMglyph
	tagMi
	tagMn
	tagMo
	tagMrow
	tagMs
	tagMstyle
	tagMsub
	tagMsup
	tagMtext
	tagNav
	tagNobr
	tagNoembed
	tagNoframes
	tagNoscript
	tagObject
	tagOl
	tagOptgroup
	tagOption
	tagOutput
	tagP
	tagParam
	tagPath
	tagPicture
	tagPlaintext
	tagPolygon
	tagPolyline
	tagPre
	tagProgress
	tagQ
	tagRb
	tagRect
	tagRp
	tagRt
	tagRtc
	tagRuby
	tagS
	tagSamp
	tagScript
	tagSearch
	tagSection
	tagSelect
	tagSemantics
	tagSlot
	tagSmall
	tagSource
	tagSpan
	tagStop
	tagStrike
	tagStrong
	tagStyle
	tagSub
	tagSummary
	tagSup
	tagSvg
	tagSymbol
	tagTable
	tagTbody
	tagTd
	tagTemplate
	tagText
	tagTextarea
	tagTfoot
	tagTh
	tagThead
	tagTime
	tagTitle
	tagTr
	tagTrack
	tagTt
	tagU
	tagUl
	tagUse
	tagVar
	tagVideo
	tagWbr
	tagXmp
	numTags
)

// traits are what the standard says of an element by its name alone. The lowest
// bits double as the index of the nearest such element in [openElement].
type traits uint32

const (
	nearScope = iota
	nearListScope
	nearButtonScope
	nearTableScope
	nearSpecial
	nearItemEnd
	nearReset
	numNear
)

const (
	// 13.2.4.2, "has a particular element in scope" and its variants. The scopes
	// of lists and buttons end wherever the plain one does, and earlier.
	inScope       traits = 1<<nearScope | 1<<nearListScope | 1<<nearButtonScope
	inListScope   traits = 1 << nearListScope
	inButtonScope traits = 1 << nearButtonScope
	inTableScope  traits = 1 << nearTableScope
	// 13.2.4.2, "special".
	special traits = 1 << nearSpecial
	// Special, and not address, div or p: what the search for an open li, dd or
	// dt stops at (13.2.6.4.7).
	endsItem traits = 1 << nearItemEnd
	// 13.2.4.1, "reset the insertion mode appropriately" stops here.
	resetsMode traits = 1 << nearReset

	nearMask traits = 1<<numNear - 1
)

const (
	// 13.2.6.3, "generate implied end tags".
	impliedEnd traits = 1 << (numNear + iota)
	// 13.2.6.1, "foster parenting".
	fosters
	// h1 to h6.
	heading
	// 13.2.6.5, the start tags that leave foreign content.
	breakout
)

// A rawKind tells how the tokenizer reads what follows a start tag.
type rawKind uint8

const (
	rawNone rawKind = iota
	rawText
	rawRCDATA
	rawScript
	rawPlaintext
)

// A tagRow is what is known of a name.
type tagRow struct {
	name   string
	atom   atom.Atom // 0 if golang.org/x/net/html/atom has no such name
	start  startRule
	end    endRule
	raw    rawKind
	traits traits
}

// tags holds a row for each name. Rules for start and end tags are those of "in
// body" (13.2.6.4.7). As in x/net/html, keygen is special, search is not.
var tags = [numTags]tagRow{
	tagA:              {"a", atom.A, startA, endFormatting, rawNone, 0},
	tagAbbr:           {"abbr", atom.Abbr, startOther, endOther, rawNone, 0},
	tagAcronym:        {"acronym", atom.Acronym, startOther, endOther, rawNone, 0},
	tagAddress:        {"address", atom.Address, startBlock, endBlock, rawNone, special},
	tagAnnotationXml:  {"annotation-xml", atom.AnnotationXml, startOther, endOther, rawNone, 0},
	tagApplet:         {"applet", atom.Applet, startObject, endObject, rawNone, inScope | special | endsItem},
	tagArea:           {"area", atom.Area, startVoid, endOther, rawNone, special | endsItem},
	tagArticle:        {"article", atom.Article, startBlock, endBlock, rawNone, special | endsItem},
	tagAside:          {"aside", atom.Aside, startBlock, endBlock, rawNone, special | endsItem},
	tagAudio:          {"audio", atom.Audio, startOther, endOther, rawNone, 0},
	tagB:              {"b", atom.B, startFormatting, endFormatting, rawNone, breakout},
	tagBase:           {"base", atom.Base, startInHead, endOther, rawNone, special | endsItem},
	tagBasefont:       {"basefont", atom.Basefont, startInHead, endOther, rawNone, special | endsItem},
	tagBdi:            {"bdi", atom.Bdi, startOther, endOther, rawNone, 0},
	tagBdo:            {"bdo", atom.Bdo, startOther, endOther, rawNone, 0},
	tagBgsound:        {"bgsound", atom.Bgsound, startInHead, endOther, rawNone, special | endsItem},
	tagBig:            {"big", atom.Big, startFormatting, endFormatting, rawNone, breakout},
	tagBlockquote:     {"blockquote", atom.Blockquote, startBlock, endBlock, rawNone, special | breakout | endsItem},
	tagBody:           {"body", atom.Body, startBody, endBody, rawNone, special | resetsMode | breakout | endsItem},
	tagBr:             {"br", atom.Br, startVoid, endBr, rawNone, special | breakout | endsItem},
	tagButton:         {"button", atom.Button, startButton, endBlock, rawNone, inButtonScope | special | endsItem},
	tagCanvas:         {"canvas", atom.Canvas, startOther, endOther, rawNone, 0},
	tagCaption:        {"caption", atom.Caption, startIgnored, endOther, rawNone, inScope | special | resetsMode | endsItem},
	tagCenter:         {"center", atom.Center, startBlock, endBlock, rawNone, special | breakout | endsItem},
	tagCircle:         {"circle", 0, startOther, endOther, rawNone, 0},
	tagCite:           {"cite", atom.Cite, startOther, endOther, rawNone, 0},
	tagClippath:       {"clippath", 0, startOther, endOther, rawNone, 0},
	tagCode:           {"code", atom.Code, startFormatting, endFormatting, rawNone, breakout},
	tagCol:            {"col", atom.Col, startIgnored, endOther, rawNone, special | endsItem},
	tagColgroup:       {"colgroup", atom.Colgroup, startIgnored, endOther, rawNone, special | resetsMode | endsItem},
	tagData:           {"data", atom.Data, startOther, endOther, rawNone, 0},
	tagDatalist:       {"datalist", atom.Datalist, startOther, endOther, rawNone, 0},
	tagDd:             {"dd", atom.Dd, startDescription, endDescription, rawNone, special | impliedEnd | breakout | endsItem},
	tagDefs:           {"defs", 0, startOther, endOther, rawNone, 0},
	tagDel:            {"del", atom.Del, startOther, endOther, rawNone, 0},
	tagDesc:           {"desc", atom.Desc, startOther, endOther, rawNone, 0},
	tagDetails:        {"details", atom.Details, startBlock, endBlock, rawNone, special | endsItem},
	tagDfn:            {"dfn", atom.Dfn, startOther, endOther, rawNone, 0},
	tagDialog:         {"dialog", atom.Dialog, startBlock, endBlock, rawNone, 0},
	tagDir:            {"dir", atom.Dir, startBlock, endBlock, rawNone, special | endsItem},
	tagDiv:            {"div", atom.Div, startBlock, endBlock, rawNone, special | breakout},
	tagDl:             {"dl", atom.Dl, startBlock, endBlock, rawNone, special | breakout | endsItem},
	tagDt:             {"dt", atom.Dt, startDescription, endDescription, rawNone, special | impliedEnd | breakout | endsItem},
	tagEllipse:        {"ellipse", 0, startOther, endOther, rawNone, 0},
	tagEm:             {"em", atom.Em, startFormatting, endFormatting, rawNone, breakout},
	tagEmbed:          {"embed", atom.Embed, startVoid, endOther, rawNone, special | breakout | endsItem},
	tagFieldset:       {"fieldset", atom.Fieldset, startBlock, endBlock, rawNone, special | endsItem},
	tagFigcaption:     {"figcaption", atom.Figcaption, startBlock, endBlock, rawNone, special | endsItem},
	tagFigure:         {"figure", atom.Figure, startBlock, endBlock, rawNone, special | endsItem},
	tagFont:           {"font", atom.Font, startFormatting, endFormatting, rawNone, 0},
	tagFooter:         {"footer", atom.Footer, startBlock, endBlock, rawNone, special | endsItem},
	tagForeignobject:  {"foreignobject", atom.Foreignobject, startOther, endOther, rawNone, 0},
	tagForm:           {"form", atom.Form, startForm, endForm, rawNone, special | endsItem},
	tagFrame:          {"frame", atom.Frame, startIgnored, endOther, rawNone, special | endsItem},
	tagFrameset:       {"frameset", atom.Frameset, startFrameset, endOther, rawNone, special | resetsMode | endsItem},
	tagG:              {"g", 0, startOther, endOther, rawNone, 0},
	tagH1:             {"h1", atom.H1, startHeading, endHeading, rawNone, special | heading | breakout | endsItem},
	tagH2:             {"h2", atom.H2, startHeading, endHeading, rawNone, special | heading | breakout | endsItem},
	tagH3:             {"h3", atom.H3, startHeading, endHeading, rawNone, special | heading | breakout | endsItem},
	tagH4:             {"h4", atom.H4, startHeading, endHeading, rawNone, special | heading | breakout | endsItem},
	tagH5:             {"h5", atom.H5, startHeading, endHeading, rawNone, special | heading | breakout | endsItem},
	tagH6:             {"h6", atom.H6, startHeading, endHeading, rawNone, special | heading | breakout | endsItem},
	tagHead:           {"head", atom.Head, startIgnored, endOther, rawNone, special | resetsMode | breakout | endsItem},
	tagHeader:         {"header", atom.Header, startBlock, endBlock, rawNone, special | endsItem},
	tagHgroup:         {"hgroup", atom.Hgroup, startBlock, endBlock, rawNone, special | endsItem},
	tagHr:             {"hr", atom.Hr, startHr, endOther, rawNone, special | breakout | endsItem},
	tagHtml:           {"html", atom.Html, startHTML, endHTML, rawNone, inScope | inTableScope | special | resetsMode | endsItem},
	tagI:              {"i", atom.I, startFormatting, endFormatting, rawNone, breakout},
	tagIframe:         {"iframe", atom.Iframe, startIframe, endOther, rawText, special | endsItem},
	tagImage:          {"image", atom.Image, startImage, endOther, rawNone, 0},
	tagImg:            {"img", atom.Img, startVoid, endOther, rawNone, special | breakout | endsItem},
	tagInput:          {"input", atom.Input, startInput, endOther, rawNone, special | endsItem},
	tagIns:            {"ins", atom.Ins, startOther, endOther, rawNone, 0},
	tagKbd:            {"kbd", atom.Kbd, startOther, endOther, rawNone, 0},
	tagKeygen:         {"keygen", atom.Keygen, startVoid, endOther, rawNone, special | endsItem},
	tagLabel:          {"label", atom.Label, startOther, endOther, rawNone, 0},
	tagLegend:         {"legend", atom.Legend, startOther, endOther, rawNone, 0},
	tagLi:             {"li", atom.Li, startListItem, endListItem, rawNone, special | impliedEnd | breakout | endsItem},
	tagLine:           {"line", 0, startOther, endOther, rawNone, 0},
	tagLineargradient: {"lineargradient", 0, startOther, endOther, rawNone, 0},
	tagLink:           {"link", atom.Link, startInHead, endOther, rawNone, special | endsItem},
	tagListing:        {"listing", atom.Listing, startPre, endBlock, rawNone, special | breakout | endsItem},
	tagMain:           {"main", atom.Main, startBlock, endBlock, rawNone, special | endsItem},
	tagMalignmark:     {"malignmark", atom.Malignmark, startOther, endOther, rawNone, 0},
	tagMap:            {"map", atom.Map, startOther, endOther, rawNone, 0},
	tagMark:           {"mark", atom.Mark, startOther, endOther, rawNone, 0},
	tagMarquee:        {"marquee", atom.Marquee, startObject, endObject, rawNone, inScope | special | endsItem},
	tagMask:           {"mask", 0, startOther, endOther, rawNone, 0},
	tagMath:           {"math", atom.Math, startForeign, endOther, rawNone, 0},
	tagMenu:           {"menu", atom.Menu, startBlock, endBlock, rawNone, special | breakout | endsItem},
	tagMeta:           {"meta", atom.Meta, startInHead, endOther, rawNone, special | breakout | endsItem},
	tagMeter:          {"meter", atom.Meter, startOther, endOther, rawNone, 0},
	tagMfrac:          {"mfrac", 0, startOther, endOther, rawNone, 0},
	tagMglyph:         {"mglyph", atom.Mglyph, startOther, endOther, rawNone, 0},
	tagMi:             {"mi", atom.Mi, startOther, endOther, rawNone, 0},
	tagMn:             {"mn", atom.Mn, startOther, endOther, rawNone, 0},
	tagMo:             {"mo", atom.Mo, startOther, endOther, rawNone, 0},
	tagMrow:           {"mrow", 0, startOther, endOther, rawNone, 0},
	tagMs:             {"ms", atom.Ms, startOther, endOther, rawNone, 0},
	tagMstyle:         {"mstyle", 0, startOther, endOther, rawNone, 0},
	tagMsub:           {"msub", 0, startOther, endOther, rawNone, 0},
	tagMsup:           {"msup", 0, startOther, endOther, rawNone, 0},
	tagMtext:          {"mtext", atom.Mtext, startOther, endOther, rawNone, 0},
	tagNav:            {"nav", atom.Nav, startBlock, endBlock, rawNone, special | endsItem},
	tagNobr:           {"nobr", atom.Nobr, startNobr, endFormatting, rawNone, breakout},
	tagNoembed:        {"noembed", atom.Noembed, startNoembed, endOther, rawText, special | endsItem},
	tagNoframes:       {"noframes", atom.Noframes, startInHead, endOther, rawText, special | endsItem},
	tagNoscript:       {"noscript", atom.Noscript, startNoscript, endOther, rawText, special | endsItem},
	tagObject:         {"object", atom.Object, startObject, endObject, rawNone, inScope | special | endsItem},
	tagOl:             {"ol", atom.Ol, startBlock, endBlock, rawNone, inListScope | special | breakout | endsItem},
	tagOptgroup:       {"optgroup", atom.Optgroup, startOptgroup, endOther, rawNone, impliedEnd},
	tagOption:         {"option", atom.Option, startOption, endOther, rawNone, impliedEnd},
	tagOutput:         {"output", atom.Output, startOther, endOther, rawNone, 0},
	tagP:              {"p", atom.P, startBlock, endP, rawNone, special | impliedEnd | breakout},
	tagParam:          {"param", atom.Param, startParam, endOther, rawNone, special | endsItem},
	tagPath:           {"path", 0, startOther, endOther, rawNone, 0},
	tagPicture:        {"picture", atom.Picture, startOther, endOther, rawNone, 0},
	tagPlaintext:      {"plaintext", atom.Plaintext, startBlock, endOther, rawPlaintext, special | endsItem},
	tagPolygon:        {"polygon", 0, startOther, endOther, rawNone, 0},
	tagPolyline:       {"polyline", 0, startOther, endOther, rawNone, 0},
	tagPre:            {"pre", atom.Pre, startPre, endBlock, rawNone, special | breakout | endsItem},
	tagProgress:       {"progress", atom.Progress, startOther, endOther, rawNone, 0},
	tagQ:              {"q", atom.Q, startOther, endOther, rawNone, 0},
	tagRb:             {"rb", atom.Rb, startRb, endOther, rawNone, impliedEnd},
	tagRect:           {"rect", 0, startOther, endOther, rawNone, 0},
	tagRp:             {"rp", atom.Rp, startRt, endOther, rawNone, impliedEnd},
	tagRt:             {"rt", atom.Rt, startRt, endOther, rawNone, impliedEnd},
	tagRtc:            {"rtc", atom.Rtc, startRb, endOther, rawNone, impliedEnd},
	tagRuby:           {"ruby", atom.Ruby, startOther, endOther, rawNone, breakout},
	tagS:              {"s", atom.S, startFormatting, endFormatting, rawNone, breakout},
	tagSamp:           {"samp", atom.Samp, startOther, endOther, rawNone, 0},
	tagScript:         {"script", atom.Script, startInHead, endOther, rawScript, special | endsItem},
	tagSearch:         {"search", atom.Search, startBlock, endBlock, rawNone, 0},
	tagSection:        {"section", atom.Section, startBlock, endBlock, rawNone, special | endsItem},
	tagSelect:         {"select", atom.Select, startSelect, endBlock, rawNone, inScope | special | endsItem},
	tagSemantics:      {"semantics", 0, startOther, endOther, rawNone, 0},
	tagSlot:           {"slot", atom.Slot, startOther, endOther, rawNone, 0},
	tagSmall:          {"small", atom.Small, startFormatting, endFormatting, rawNone, breakout},
	tagSource:         {"source", atom.Source, startParam, endOther, rawNone, special | endsItem},
	tagSpan:           {"span", atom.Span, startOther, endOther, rawNone, breakout},
	tagStop:           {"stop", 0, startOther, endOther, rawNone, 0},
	tagStrike:         {"strike", atom.Strike, startFormatting, endFormatting, rawNone, breakout},
	tagStrong:         {"strong", atom.Strong, startFormatting, endFormatting, rawNone, breakout},
	tagStyle:          {"style", atom.Style, startInHead, endOther, rawText, special | endsItem},
	tagSub:            {"sub", atom.Sub, startOther, endOther, rawNone, breakout},
	tagSummary:        {"summary", atom.Summary, startBlock, endBlock, rawNone, special | endsItem},
	tagSup:            {"sup", atom.Sup, startOther, endOther, rawNone, breakout},
	tagSvg:            {"svg", atom.Svg, startForeign, endOther, rawNone, 0},
	tagSymbol:         {"symbol", 0, startOther, endOther, rawNone, 0},
	tagTable:          {"table", atom.Table, startTable, endOther, rawNone, inScope | inTableScope | special | resetsMode | fosters | breakout | endsItem},
	tagTbody:          {"tbody", atom.Tbody, startIgnored, endOther, rawNone, special | resetsMode | fosters | endsItem},
	tagTd:             {"td", atom.Td, startIgnored, endOther, rawNone, inScope | special | resetsMode | endsItem},
	tagTemplate:       {"template", atom.Template, startInHead, endTemplate, rawNone, inScope | inTableScope | special | resetsMode | endsItem},
	tagText:           {"text", 0, startOther, endOther, rawNone, 0},
	tagTextarea:       {"textarea", atom.Textarea, startTextarea, endOther, rawRCDATA, special | endsItem},
	tagTfoot:          {"tfoot", atom.Tfoot, startIgnored, endOther, rawNone, special | resetsMode | fosters | endsItem},
	tagTh:             {"th", atom.Th, startIgnored, endOther, rawNone, inScope | special | resetsMode | endsItem},
	tagThead:          {"thead", atom.Thead, startIgnored, endOther, rawNone, special | resetsMode | fosters | endsItem},
	tagTime:           {"time", atom.Time, startOther, endOther, rawNone, 0},
	tagTitle:          {"title", atom.Title, startInHead, endOther, rawRCDATA, special | endsItem},
	tagTr:             {"tr", atom.Tr, startIgnored, endOther, rawNone, special | resetsMode | fosters | endsItem},
	tagTrack:          {"track", atom.Track, startParam, endOther, rawNone, special | endsItem},
	tagTt:             {"tt", atom.Tt, startFormatting, endFormatting, rawNone, breakout},
	tagU:              {"u", atom.U, startFormatting, endFormatting, rawNone, breakout},
	tagUl:             {"ul", atom.Ul, startBlock, endBlock, rawNone, inListScope | special | breakout | endsItem},
	tagUse:            {"use", 0, startOther, endOther, rawNone, 0},
	tagVar:            {"var", atom.Var, startOther, endOther, rawNone, breakout},
	tagVideo:          {"video", atom.Video, startOther, endOther, rawNone, 0},
	tagWbr:            {"wbr", atom.Wbr, startVoid, endOther, rawNone, special | endsItem},
	tagXmp:            {"xmp", atom.Xmp, startXmp, endOther, rawText, special | endsItem},
}

// tagHash spreads names over [tagSlots]: a name's first eight bytes, packed with
// the first in the lowest place. TestTagSlots makes the slots from the rows.
func tagHash(packed uint64) uint64 { return packed * tagHashFactor >> (64 - tagHashBits) }

// lookupTag returns the number of a lower-case name, tagNone if it has no row.
func lookupTag(packed uint64, name string) nameID {
	id := nameID(tagSlots[tagHash(packed)])
	if tags[id].name == name {
		return id
	}
	return tagNone
}

// pack returns the first eight bytes of a name as [tagHash] takes them.
func pack(name string) (packed uint64) {
	for i := 0; i < len(name) && i < 8; i++ {
		packed |= uint64(name[i]) << (8 * i)
	}
	return packed
}
