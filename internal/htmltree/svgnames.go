package htmltree

import "slices"

// svgTagNames are the names of SVG elements with capitals (13.2.6.5), in the
// order of their lower-case forms. As in x/net/html, feDropShadow is none.
var svgTagNames = []string{
	"altGlyph", "altGlyphDef", "altGlyphItem", "animateColor", "animateMotion", "animateTransform",
	"clipPath", "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix",
	"feDiffuseLighting", "feDisplacementMap", "feDistantLight", "feFlood", "feFuncA", "feFuncB",
	"feFuncG", "feFuncR", "feGaussianBlur", "feImage", "feMerge", "feMergeNode", "feMorphology",
	"feOffset", "fePointLight", "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence",
	"foreignObject", "glyphRef", "linearGradient", "radialGradient", "textPath",
}

// svgAttributeNames are the names of SVG attributes with capitals (13.2.6.1,
// "adjust SVG attributes"), in the same order.
var svgAttributeNames = []string{
	"attributeName", "attributeType", "baseFrequency", "baseProfile", "calcMode", "clipPathUnits",
	"diffuseConstant", "edgeMode", "filterUnits", "glyphRef", "gradientTransform", "gradientUnits",
	"kernelMatrix", "kernelUnitLength", "keyPoints", "keySplines", "keyTimes", "lengthAdjust",
	"limitingConeAngle", "markerHeight", "markerUnits", "markerWidth", "maskContentUnits", "maskUnits",
	"numOctaves", "pathLength", "patternContentUnits", "patternTransform", "patternUnits", "pointsAtX",
	"pointsAtY", "pointsAtZ", "preserveAlpha", "preserveAspectRatio", "primitiveUnits", "refX", "refY",
	"repeatCount", "repeatDur", "requiredExtensions", "requiredFeatures", "specularConstant",
	"specularExponent", "spreadMethod", "startOffset", "stdDeviation", "stitchTiles", "surfaceScale",
	"systemLanguage", "tableValues", "targetX", "targetY", "textLength", "viewBox", "viewTarget",
	"xChannelSelector", "yChannelSelector", "zoomAndPan",
}

// capitalized returns the name of the list that has the lower-case form, or the
// form itself if there is none.
func capitalized(list []string, lower string) string {
	if i, ok := slices.BinarySearchFunc(list, lower, compareLower); ok {
		return list[i]
	}
	return lower
}

// compareLower compares the lower-case form of a name with another.
func compareLower(name, lower string) int {
	for i := range min(len(name), len(lower)) {
		if c := lowerByte(name[i]); c != lower[i] {
			return int(c) - int(lower[i])
		}
	}
	return len(name) - len(lower)
}
