package htmltree

// entityText holds the standard's named character references (13.5) in the
// order of their bytes: each name, a space, the characters. The standard says
// that the list will not change.
const entityText = "" +
	"AElig \u00c6AElig; \u00c6AMP &AMP; &Aacute \u00c1Aacute; \u00c1Abreve; \u0102Acirc \u00c2" +
	"Acirc; \u00c2Acy; \u0410Afr; \U0001d504Agrave \u00c0Agrave; \u00c0Alpha; \u0391Amacr; \u0100" +
	"And; \u2a53Aogon; \u0104Aopf; \U0001d538ApplyFunction; \u2061Aring \u00c5Aring; \u00c5" +
	"Ascr; \U0001d49cAssign; \u2254Atilde \u00c3Atilde; \u00c3Auml \u00c4Auml; \u00c4Backslash; \u2216" +
	"Barv; \u2ae7Barwed; \u2306Bcy; \u0411Because; \u2235Bernoullis; \u212cBeta; \u0392Bfr; \U0001d505" +
	"Bopf; \U0001d539Breve; \u02d8Bscr; \u212cBumpeq; \u224eCHcy; \u0427COPY \u00a9COPY; \u00a9" +
	"Cacute; \u0106Cap; \u22d2CapitalDifferentialD; \u2145Cayleys; \u212dCcaron; \u010cCcedil \u00c7" +
	"Ccedil; \u00c7Ccirc; \u0108Cconint; \u2230Cdot; \u010aCedilla; \u00b8CenterDot; \u00b7Cfr; \u212d" +
	"Chi; \u03a7CircleDot; \u2299CircleMinus; \u2296CirclePlus; \u2295CircleTimes; \u2297" +
	"ClockwiseContourIntegral; \u2232CloseCurlyDoubleQuote; \u201dCloseCurlyQuote; \u2019Colon; \u2237" +
	"Colone; \u2a74Congruent; \u2261Conint; \u222fContourIntegral; \u222eCopf; \u2102Coproduct; \u2210" +
	"CounterClockwiseContourIntegral; \u2233Cross; \u2a2fCscr; \U0001d49eCup; \u22d3CupCap; \u224d" +
	"DD; \u2145DDotrahd; \u2911DJcy; \u0402DScy; \u0405DZcy; \u040fDagger; \u2021Darr; \u21a1" +
	"Dashv; \u2ae4Dcaron; \u010eDcy; \u0414Del; \u2207Delta; \u0394Dfr; \U0001d507" +
	"DiacriticalAcute; \u00b4DiacriticalDot; \u02d9DiacriticalDoubleAcute; \u02ddDiacriticalGrave; `" +
	"DiacriticalTilde; \u02dcDiamond; \u22c4DifferentialD; \u2146Dopf; \U0001d53bDot; \u00a8" +
	"DotDot; \u20dcDotEqual; \u2250DoubleContourIntegral; \u222fDoubleDot; \u00a8DoubleDownArrow; \u21d3" +
	"DoubleLeftArrow; \u21d0DoubleLeftRightArrow; \u21d4DoubleLeftTee; \u2ae4DoubleLongLeftArrow; \u27f8" +
	"DoubleLongLeftRightArrow; \u27faDoubleLongRightArrow; \u27f9DoubleRightArrow; \u21d2" +
	"DoubleRightTee; \u22a8DoubleUpArrow; \u21d1DoubleUpDownArrow; \u21d5DoubleVerticalBar; \u2225" +
	"DownArrow; \u2193DownArrowBar; \u2913DownArrowUpArrow; \u21f5DownBreve; \u0311" +
	"DownLeftRightVector; \u2950DownLeftTeeVector; \u295eDownLeftVector; \u21bdDownLeftVectorBar; \u2956" +
	"DownRightTeeVector; \u295fDownRightVector; \u21c1DownRightVectorBar; \u2957DownTee; \u22a4" +
	"DownTeeArrow; \u21a7Downarrow; \u21d3Dscr; \U0001d49fDstrok; \u0110ENG; \u014aETH \u00d0ETH; \u00d0" +
	"Eacute \u00c9Eacute; \u00c9Ecaron; \u011aEcirc \u00caEcirc; \u00caEcy; \u042dEdot; \u0116" +
	"Efr; \U0001d508Egrave \u00c8Egrave; \u00c8Element; \u2208Emacr; \u0112EmptySmallSquare; \u25fb" +
	"EmptyVerySmallSquare; \u25abEogon; \u0118Eopf; \U0001d53cEpsilon; \u0395Equal; \u2a75" +
	"EqualTilde; \u2242Equilibrium; \u21ccEscr; \u2130Esim; \u2a73Eta; \u0397Euml \u00cbEuml; \u00cb" +
	"Exists; \u2203ExponentialE; \u2147Fcy; \u0424Ffr; \U0001d509FilledSmallSquare; \u25fc" +
	"FilledVerySmallSquare; \u25aaFopf; \U0001d53dForAll; \u2200Fouriertrf; \u2131Fscr; \u2131" +
	"GJcy; \u0403GT >GT; >Gamma; \u0393Gammad; \u03dcGbreve; \u011eGcedil; \u0122Gcirc; \u011cGcy; \u0413" +
	"Gdot; \u0120Gfr; \U0001d50aGg; \u22d9Gopf; \U0001d53eGreaterEqual; \u2265GreaterEqualLess; \u22db" +
	"GreaterFullEqual; \u2267GreaterGreater; \u2aa2GreaterLess; \u2277GreaterSlantEqual; \u2a7e" +
	"GreaterTilde; \u2273Gscr; \U0001d4a2Gt; \u226bHARDcy; \u042aHacek; \u02c7Hat; ^Hcirc; \u0124" +
	"Hfr; \u210cHilbertSpace; \u210bHopf; \u210dHorizontalLine; \u2500Hscr; \u210bHstrok; \u0126" +
	"HumpDownHump; \u224eHumpEqual; \u224fIEcy; \u0415IJlig; \u0132IOcy; \u0401Iacute \u00cd" +
	"Iacute; \u00cdIcirc \u00ceIcirc; \u00ceIcy; \u0418Idot; \u0130Ifr; \u2111Igrave \u00ccIgrave; \u00cc" +
	"Im; \u2111Imacr; \u012aImaginaryI; \u2148Implies; \u21d2Int; \u222cIntegral; \u222b" +
	"Intersection; \u22c2InvisibleComma; \u2063InvisibleTimes; \u2062Iogon; \u012eIopf; \U0001d540" +
	"Iota; \u0399Iscr; \u2110Itilde; \u0128Iukcy; \u0406Iuml \u00cfIuml; \u00cfJcirc; \u0134Jcy; \u0419" +
	"Jfr; \U0001d50dJopf; \U0001d541Jscr; \U0001d4a5Jsercy; \u0408Jukcy; \u0404KHcy; \u0425KJcy; \u040c" +
	"Kappa; \u039aKcedil; \u0136Kcy; \u041aKfr; \U0001d50eKopf; \U0001d542Kscr; \U0001d4a6LJcy; \u0409" +
	"LT <LT; <Lacute; \u0139Lambda; \u039bLang; \u27eaLaplacetrf; \u2112Larr; \u219eLcaron; \u013d" +
	"Lcedil; \u013bLcy; \u041bLeftAngleBracket; \u27e8LeftArrow; \u2190LeftArrowBar; \u21e4" +
	"LeftArrowRightArrow; \u21c6LeftCeiling; \u2308LeftDoubleBracket; \u27e6LeftDownTeeVector; \u2961" +
	"LeftDownVector; \u21c3LeftDownVectorBar; \u2959LeftFloor; \u230aLeftRightArrow; \u2194" +
	"LeftRightVector; \u294eLeftTee; \u22a3LeftTeeArrow; \u21a4LeftTeeVector; \u295aLeftTriangle; \u22b2" +
	"LeftTriangleBar; \u29cfLeftTriangleEqual; \u22b4LeftUpDownVector; \u2951LeftUpTeeVector; \u2960" +
	"LeftUpVector; \u21bfLeftUpVectorBar; \u2958LeftVector; \u21bcLeftVectorBar; \u2952Leftarrow; \u21d0" +
	"Leftrightarrow; \u21d4LessEqualGreater; \u22daLessFullEqual; \u2266LessGreater; \u2276" +
	"LessLess; \u2aa1LessSlantEqual; \u2a7dLessTilde; \u2272Lfr; \U0001d50fLl; \u22d8Lleftarrow; \u21da" +
	"Lmidot; \u013fLongLeftArrow; \u27f5LongLeftRightArrow; \u27f7LongRightArrow; \u27f6" +
	"Longleftarrow; \u27f8Longleftrightarrow; \u27faLongrightarrow; \u27f9Lopf; \U0001d543" +
	"LowerLeftArrow; \u2199LowerRightArrow; \u2198Lscr; \u2112Lsh; \u21b0Lstrok; \u0141Lt; \u226a" +
	"Map; \u2905Mcy; \u041cMediumSpace; \u205fMellintrf; \u2133Mfr; \U0001d510MinusPlus; \u2213" +
	"Mopf; \U0001d544Mscr; \u2133Mu; \u039cNJcy; \u040aNacute; \u0143Ncaron; \u0147Ncedil; \u0145" +
	"Ncy; \u041dNegativeMediumSpace; \u200bNegativeThickSpace; \u200bNegativeThinSpace; \u200b" +
	"NegativeVeryThinSpace; \u200bNestedGreaterGreater; \u226bNestedLessLess; \u226aNewLine; \x0a" +
	"Nfr; \U0001d511NoBreak; \u2060NonBreakingSpace; \u00a0Nopf; \u2115Not; \u2aecNotCongruent; \u2262" +
	"NotCupCap; \u226dNotDoubleVerticalBar; \u2226NotElement; \u2209NotEqual; \u2260" +
	"NotEqualTilde; \u2242\u0338NotExists; \u2204NotGreater; \u226fNotGreaterEqual; \u2271" +
	"NotGreaterFullEqual; \u2267\u0338NotGreaterGreater; \u226b\u0338NotGreaterLess; \u2279" +
	"NotGreaterSlantEqual; \u2a7e\u0338NotGreaterTilde; \u2275NotHumpDownHump; \u224e\u0338" +
	"NotHumpEqual; \u224f\u0338NotLeftTriangle; \u22eaNotLeftTriangleBar; \u29cf\u0338" +
	"NotLeftTriangleEqual; \u22ecNotLess; \u226eNotLessEqual; \u2270NotLessGreater; \u2278" +
	"NotLessLess; \u226a\u0338NotLessSlantEqual; \u2a7d\u0338NotLessTilde; \u2274" +
	"NotNestedGreaterGreater; \u2aa2\u0338NotNestedLessLess; \u2aa1\u0338NotPrecedes; \u2280" +
	"NotPrecedesEqual; \u2aaf\u0338NotPrecedesSlantEqual; \u22e0NotReverseElement; \u220c" +
	"NotRightTriangle; \u22ebNotRightTriangleBar; \u29d0\u0338NotRightTriangleEqual; \u22ed" +
	"NotSquareSubset; \u228f\u0338NotSquareSubsetEqual; \u22e2NotSquareSuperset; \u2290\u0338" +
	"NotSquareSupersetEqual; \u22e3NotSubset; \u2282\u20d2NotSubsetEqual; \u2288NotSucceeds; \u2281" +
	"NotSucceedsEqual; \u2ab0\u0338NotSucceedsSlantEqual; \u22e1NotSucceedsTilde; \u227f\u0338" +
	"NotSuperset; \u2283\u20d2NotSupersetEqual; \u2289NotTilde; \u2241NotTildeEqual; \u2244" +
	"NotTildeFullEqual; \u2247NotTildeTilde; \u2249NotVerticalBar; \u2224Nscr; \U0001d4a9Ntilde \u00d1" +
	"Ntilde; \u00d1Nu; \u039dOElig; \u0152Oacute \u00d3Oacute; \u00d3Ocirc \u00d4Ocirc; \u00d4Ocy; \u041e" +
	"Odblac; \u0150Ofr; \U0001d512Ograve \u00d2Ograve; \u00d2Omacr; \u014cOmega; \u03a9Omicron; \u039f" +
	"Oopf; \U0001d546OpenCurlyDoubleQuote; \u201cOpenCurlyQuote; \u2018Or; \u2a54Oscr; \U0001d4aa" +
	"Oslash \u00d8Oslash; \u00d8Otilde \u00d5Otilde; \u00d5Otimes; \u2a37Ouml \u00d6Ouml; \u00d6" +
	"OverBar; \u203eOverBrace; \u23deOverBracket; \u23b4OverParenthesis; \u23dcPartialD; \u2202" +
	"Pcy; \u041fPfr; \U0001d513Phi; \u03a6Pi; \u03a0PlusMinus; \u00b1Poincareplane; \u210cPopf; \u2119" +
	"Pr; \u2abbPrecedes; \u227aPrecedesEqual; \u2aafPrecedesSlantEqual; \u227cPrecedesTilde; \u227e" +
	"Prime; \u2033Product; \u220fProportion; \u2237Proportional; \u221dPscr; \U0001d4abPsi; \u03a8QUOT \"" +
	"QUOT; \"Qfr; \U0001d514Qopf; \u211aQscr; \U0001d4acRBarr; \u2910REG \u00aeREG; \u00aeRacute; \u0154" +
	"Rang; \u27ebRarr; \u21a0Rarrtl; \u2916Rcaron; \u0158Rcedil; \u0156Rcy; \u0420Re; \u211c" +
	"ReverseElement; \u220bReverseEquilibrium; \u21cbReverseUpEquilibrium; \u296fRfr; \u211cRho; \u03a1" +
	"RightAngleBracket; \u27e9RightArrow; \u2192RightArrowBar; \u21e5RightArrowLeftArrow; \u21c4" +
	"RightCeiling; \u2309RightDoubleBracket; \u27e7RightDownTeeVector; \u295dRightDownVector; \u21c2" +
	"RightDownVectorBar; \u2955RightFloor; \u230bRightTee; \u22a2RightTeeArrow; \u21a6" +
	"RightTeeVector; \u295bRightTriangle; \u22b3RightTriangleBar; \u29d0RightTriangleEqual; \u22b5" +
	"RightUpDownVector; \u294fRightUpTeeVector; \u295cRightUpVector; \u21beRightUpVectorBar; \u2954" +
	"RightVector; \u21c0RightVectorBar; \u2953Rightarrow; \u21d2Ropf; \u211dRoundImplies; \u2970" +
	"Rrightarrow; \u21dbRscr; \u211bRsh; \u21b1RuleDelayed; \u29f4SHCHcy; \u0429SHcy; \u0428" +
	"SOFTcy; \u042cSacute; \u015aSc; \u2abcScaron; \u0160Scedil; \u015eScirc; \u015cScy; \u0421" +
	"Sfr; \U0001d516ShortDownArrow; \u2193ShortLeftArrow; \u2190ShortRightArrow; \u2192" +
	"ShortUpArrow; \u2191Sigma; \u03a3SmallCircle; \u2218Sopf; \U0001d54aSqrt; \u221aSquare; \u25a1" +
	"SquareIntersection; \u2293SquareSubset; \u228fSquareSubsetEqual; \u2291SquareSuperset; \u2290" +
	"SquareSupersetEqual; \u2292SquareUnion; \u2294Sscr; \U0001d4aeStar; \u22c6Sub; \u22d0Subset; \u22d0" +
	"SubsetEqual; \u2286Succeeds; \u227bSucceedsEqual; \u2ab0SucceedsSlantEqual; \u227d" +
	"SucceedsTilde; \u227fSuchThat; \u220bSum; \u2211Sup; \u22d1Superset; \u2283SupersetEqual; \u2287" +
	"Supset; \u22d1THORN \u00deTHORN; \u00deTRADE; \u2122TSHcy; \u040bTScy; \u0426Tab; \x09Tau; \u03a4" +
	"Tcaron; \u0164Tcedil; \u0162Tcy; \u0422Tfr; \U0001d517Therefore; \u2234Theta; \u0398" +
	"ThickSpace; \u205f\u200aThinSpace; \u2009Tilde; \u223cTildeEqual; \u2243TildeFullEqual; \u2245" +
	"TildeTilde; \u2248Topf; \U0001d54bTripleDot; \u20dbTscr; \U0001d4afTstrok; \u0166Uacute \u00da" +
	"Uacute; \u00daUarr; \u219fUarrocir; \u2949Ubrcy; \u040eUbreve; \u016cUcirc \u00dbUcirc; \u00db" +
	"Ucy; \u0423Udblac; \u0170Ufr; \U0001d518Ugrave \u00d9Ugrave; \u00d9Umacr; \u016aUnderBar; _" +
	"UnderBrace; \u23dfUnderBracket; \u23b5UnderParenthesis; \u23ddUnion; \u22c3UnionPlus; \u228e" +
	"Uogon; \u0172Uopf; \U0001d54cUpArrow; \u2191UpArrowBar; \u2912UpArrowDownArrow; \u21c5" +
	"UpDownArrow; \u2195UpEquilibrium; \u296eUpTee; \u22a5UpTeeArrow; \u21a5Uparrow; \u21d1" +
	"Updownarrow; \u21d5UpperLeftArrow; \u2196UpperRightArrow; \u2197Upsi; \u03d2Upsilon; \u03a5" +
	"Uring; \u016eUscr; \U0001d4b0Utilde; \u0168Uuml \u00dcUuml; \u00dcVDash; \u22abVbar; \u2aeb" +
	"Vcy; \u0412Vdash; \u22a9Vdashl; \u2ae6Vee; \u22c1Verbar; \u2016Vert; \u2016VerticalBar; \u2223" +
	"VerticalLine; |VerticalSeparator; \u2758VerticalTilde; \u2240VeryThinSpace; \u200aVfr; \U0001d519" +
	"Vopf; \U0001d54dVscr; \U0001d4b1Vvdash; \u22aaWcirc; \u0174Wedge; \u22c0Wfr; \U0001d51a" +
	"Wopf; \U0001d54eWscr; \U0001d4b2Xfr; \U0001d51bXi; \u039eXopf; \U0001d54fXscr; \U0001d4b3" +
	"YAcy; \u042fYIcy; \u0407YUcy; \u042eYacute \u00ddYacute; \u00ddYcirc; \u0176Ycy; \u042b" +
	"Yfr; \U0001d51cYopf; \U0001d550Yscr; \U0001d4b4Yuml; \u0178ZHcy; \u0416Zacute; \u0179Zcaron; \u017d" +
	"Zcy; \u0417Zdot; \u017bZeroWidthSpace; \u200bZeta; \u0396Zfr; \u2128Zopf; \u2124Zscr; \U0001d4b5" +
	"aacute \u00e1aacute; \u00e1abreve; \u0103ac; \u223eacE; \u223e\u0333acd; \u223facirc \u00e2" +
	"acirc; \u00e2acute \u00b4acute; \u00b4acy; \u0430aelig \u00e6aelig; \u00e6af; \u2061afr; \U0001d51e" +
	"agrave \u00e0agrave; \u00e0alefsym; \u2135aleph; \u2135alpha; \u03b1amacr; \u0101amalg; \u2a3famp &" +
	"amp; &and; \u2227andand; \u2a55andd; \u2a5candslope; \u2a58andv; \u2a5aang; \u2220ange; \u29a4" +
	"angle; \u2220angmsd; \u2221angmsdaa; \u29a8angmsdab; \u29a9angmsdac; \u29aaangmsdad; \u29ab" +
	"angmsdae; \u29acangmsdaf; \u29adangmsdag; \u29aeangmsdah; \u29afangrt; \u221fangrtvb; \u22be" +
	"angrtvbd; \u299dangsph; \u2222angst; \u00c5angzarr; \u237caogon; \u0105aopf; \U0001d552ap; \u2248" +
	"apE; \u2a70apacir; \u2a6fape; \u224aapid; \u224bapos; 'approx; \u2248approxeq; \u224aaring \u00e5" +
	"aring; \u00e5ascr; \U0001d4b6ast; *asymp; \u2248asympeq; \u224datilde \u00e3atilde; \u00e3" +
	"auml \u00e4auml; \u00e4awconint; \u2233awint; \u2a11bNot; \u2aedbackcong; \u224cbackepsilon; \u03f6" +
	"backprime; \u2035backsim; \u223dbacksimeq; \u22cdbarvee; \u22bdbarwed; \u2305barwedge; \u2305" +
	"bbrk; \u23b5bbrktbrk; \u23b6bcong; \u224cbcy; \u0431bdquo; \u201ebecaus; \u2235because; \u2235" +
	"bemptyv; \u29b0bepsi; \u03f6bernou; \u212cbeta; \u03b2beth; \u2136between; \u226cbfr; \U0001d51f" +
	"bigcap; \u22c2bigcirc; \u25efbigcup; \u22c3bigodot; \u2a00bigoplus; \u2a01bigotimes; \u2a02" +
	"bigsqcup; \u2a06bigstar; \u2605bigtriangledown; \u25bdbigtriangleup; \u25b3biguplus; \u2a04" +
	"bigvee; \u22c1bigwedge; \u22c0bkarow; \u290dblacklozenge; \u29ebblacksquare; \u25aa" +
	"blacktriangle; \u25b4blacktriangledown; \u25beblacktriangleleft; \u25c2blacktriangleright; \u25b8" +
	"blank; \u2423blk12; \u2592blk14; \u2591blk34; \u2593block; \u2588bne; =\u20e5bnequiv; \u2261\u20e5" +
	"bnot; \u2310bopf; \U0001d553bot; \u22a5bottom; \u22a5bowtie; \u22c8boxDL; \u2557boxDR; \u2554" +
	"boxDl; \u2556boxDr; \u2553boxH; \u2550boxHD; \u2566boxHU; \u2569boxHd; \u2564boxHu; \u2567" +
	"boxUL; \u255dboxUR; \u255aboxUl; \u255cboxUr; \u2559boxV; \u2551boxVH; \u256cboxVL; \u2563" +
	"boxVR; \u2560boxVh; \u256bboxVl; \u2562boxVr; \u255fboxbox; \u29c9boxdL; \u2555boxdR; \u2552" +
	"boxdl; \u2510boxdr; \u250cboxh; \u2500boxhD; \u2565boxhU; \u2568boxhd; \u252cboxhu; \u2534" +
	"boxminus; \u229fboxplus; \u229eboxtimes; \u22a0boxuL; \u255bboxuR; \u2558boxul; \u2518boxur; \u2514" +
	"boxv; \u2502boxvH; \u256aboxvL; \u2561boxvR; \u255eboxvh; \u253cboxvl; \u2524boxvr; \u251c" +
	"bprime; \u2035breve; \u02d8brvbar \u00a6brvbar; \u00a6bscr; \U0001d4b7bsemi; \u204fbsim; \u223d" +
	"bsime; \u22cdbsol; \\bsolb; \u29c5bsolhsub; \u27c8bull; \u2022bullet; \u2022bump; \u224e" +
	"bumpE; \u2aaebumpe; \u224fbumpeq; \u224fcacute; \u0107cap; \u2229capand; \u2a44capbrcup; \u2a49" +
	"capcap; \u2a4bcapcup; \u2a47capdot; \u2a40caps; \u2229\ufe00caret; \u2041caron; \u02c7ccaps; \u2a4d" +
	"ccaron; \u010dccedil \u00e7ccedil; \u00e7ccirc; \u0109ccups; \u2a4cccupssm; \u2a50cdot; \u010b" +
	"cedil \u00b8cedil; \u00b8cemptyv; \u29b2cent \u00a2cent; \u00a2centerdot; \u00b7cfr; \U0001d520" +
	"chcy; \u0447check; \u2713checkmark; \u2713chi; \u03c7cir; \u25cbcirE; \u29c3circ; \u02c6" +
	"circeq; \u2257circlearrowleft; \u21bacirclearrowright; \u21bbcircledR; \u00aecircledS; \u24c8" +
	"circledast; \u229bcircledcirc; \u229acircleddash; \u229dcire; \u2257cirfnint; \u2a10cirmid; \u2aef" +
	"cirscir; \u29c2clubs; \u2663clubsuit; \u2663colon; :colone; \u2254coloneq; \u2254comma; ,commat; @" +
	"comp; \u2201compfn; \u2218complement; \u2201complexes; \u2102cong; \u2245congdot; \u2a6d" +
	"conint; \u222ecopf; \U0001d554coprod; \u2210copy \u00a9copy; \u00a9copysr; \u2117crarr; \u21b5" +
	"cross; \u2717cscr; \U0001d4b8csub; \u2acfcsube; \u2ad1csup; \u2ad0csupe; \u2ad2ctdot; \u22ef" +
	"cudarrl; \u2938cudarrr; \u2935cuepr; \u22decuesc; \u22dfcularr; \u21b6cularrp; \u293dcup; \u222a" +
	"cupbrcap; \u2a48cupcap; \u2a46cupcup; \u2a4acupdot; \u228dcupor; \u2a45cups; \u222a\ufe00" +
	"curarr; \u21b7curarrm; \u293ccurlyeqprec; \u22decurlyeqsucc; \u22dfcurlyvee; \u22ce" +
	"curlywedge; \u22cfcurren \u00a4curren; \u00a4curvearrowleft; \u21b6curvearrowright; \u21b7" +
	"cuvee; \u22cecuwed; \u22cfcwconint; \u2232cwint; \u2231cylcty; \u232ddArr; \u21d3dHar; \u2965" +
	"dagger; \u2020daleth; \u2138darr; \u2193dash; \u2010dashv; \u22a3dbkarow; \u290fdblac; \u02dd" +
	"dcaron; \u010fdcy; \u0434dd; \u2146ddagger; \u2021ddarr; \u21caddotseq; \u2a77deg \u00b0deg; \u00b0" +
	"delta; \u03b4demptyv; \u29b1dfisht; \u297fdfr; \U0001d521dharl; \u21c3dharr; \u21c2diam; \u22c4" +
	"diamond; \u22c4diamondsuit; \u2666diams; \u2666die; \u00a8digamma; \u03dddisin; \u22f2div; \u00f7" +
	"divide \u00f7divide; \u00f7divideontimes; \u22c7divonx; \u22c7djcy; \u0452dlcorn; \u231e" +
	"dlcrop; \u230ddollar; $dopf; \U0001d555dot; \u02d9doteq; \u2250doteqdot; \u2251dotminus; \u2238" +
	"dotplus; \u2214dotsquare; \u22a1doublebarwedge; \u2306downarrow; \u2193downdownarrows; \u21ca" +
	"downharpoonleft; \u21c3downharpoonright; \u21c2drbkarow; \u2910drcorn; \u231fdrcrop; \u230c" +
	"dscr; \U0001d4b9dscy; \u0455dsol; \u29f6dstrok; \u0111dtdot; \u22f1dtri; \u25bfdtrif; \u25be" +
	"duarr; \u21f5duhar; \u296fdwangle; \u29a6dzcy; \u045fdzigrarr; \u27ffeDDot; \u2a77eDot; \u2251" +
	"eacute \u00e9eacute; \u00e9easter; \u2a6eecaron; \u011becir; \u2256ecirc \u00eaecirc; \u00ea" +
	"ecolon; \u2255ecy; \u044dedot; \u0117ee; \u2147efDot; \u2252efr; \U0001d522eg; \u2a9aegrave \u00e8" +
	"egrave; \u00e8egs; \u2a96egsdot; \u2a98el; \u2a99elinters; \u23e7ell; \u2113els; \u2a95" +
	"elsdot; \u2a97emacr; \u0113empty; \u2205emptyset; \u2205emptyv; \u2205emsp13; \u2004emsp14; \u2005" +
	"emsp; \u2003eng; \u014bensp; \u2002eogon; \u0119eopf; \U0001d556epar; \u22d5eparsl; \u29e3" +
	"eplus; \u2a71epsi; \u03b5epsilon; \u03b5epsiv; \u03f5eqcirc; \u2256eqcolon; \u2255eqsim; \u2242" +
	"eqslantgtr; \u2a96eqslantless; \u2a95equals; =equest; \u225fequiv; \u2261equivDD; \u2a78" +
	"eqvparsl; \u29e5erDot; \u2253erarr; \u2971escr; \u212fesdot; \u2250esim; \u2242eta; \u03b7eth \u00f0" +
	"eth; \u00f0euml \u00ebeuml; \u00ebeuro; \u20acexcl; !exist; \u2203expectation; \u2130" +
	"exponentiale; \u2147fallingdotseq; \u2252fcy; \u0444female; \u2640ffilig; \ufb03fflig; \ufb00" +
	"ffllig; \ufb04ffr; \U0001d523filig; \ufb01fjlig; fjflat; \u266dfllig; \ufb02fltns; \u25b1" +
	"fnof; \u0192fopf; \U0001d557forall; \u2200fork; \u22d4forkv; \u2ad9fpartint; \u2a0dfrac12 \u00bd" +
	"frac12; \u00bdfrac13; \u2153frac14 \u00bcfrac14; \u00bcfrac15; \u2155frac16; \u2159frac18; \u215b" +
	"frac23; \u2154frac25; \u2156frac34 \u00befrac34; \u00befrac35; \u2157frac38; \u215cfrac45; \u2158" +
	"frac56; \u215afrac58; \u215dfrac78; \u215efrasl; \u2044frown; \u2322fscr; \U0001d4bbgE; \u2267" +
	"gEl; \u2a8cgacute; \u01f5gamma; \u03b3gammad; \u03ddgap; \u2a86gbreve; \u011fgcirc; \u011d" +
	"gcy; \u0433gdot; \u0121ge; \u2265gel; \u22dbgeq; \u2265geqq; \u2267geqslant; \u2a7eges; \u2a7e" +
	"gescc; \u2aa9gesdot; \u2a80gesdoto; \u2a82gesdotol; \u2a84gesl; \u22db\ufe00gesles; \u2a94" +
	"gfr; \U0001d524gg; \u226bggg; \u22d9gimel; \u2137gjcy; \u0453gl; \u2277glE; \u2a92gla; \u2aa5" +
	"glj; \u2aa4gnE; \u2269gnap; \u2a8agnapprox; \u2a8agne; \u2a88gneq; \u2a88gneqq; \u2269gnsim; \u22e7" +
	"gopf; \U0001d558grave; `gscr; \u210agsim; \u2273gsime; \u2a8egsiml; \u2a90gt >gt; >gtcc; \u2aa7" +
	"gtcir; \u2a7agtdot; \u22d7gtlPar; \u2995gtquest; \u2a7cgtrapprox; \u2a86gtrarr; \u2978gtrdot; \u22d7" +
	"gtreqless; \u22dbgtreqqless; \u2a8cgtrless; \u2277gtrsim; \u2273gvertneqq; \u2269\ufe00" +
	"gvnE; \u2269\ufe00hArr; \u21d4hairsp; \u200ahalf; \u00bdhamilt; \u210bhardcy; \u044aharr; \u2194" +
	"harrcir; \u2948harrw; \u21adhbar; \u210fhcirc; \u0125hearts; \u2665heartsuit; \u2665hellip; \u2026" +
	"hercon; \u22b9hfr; \U0001d525hksearow; \u2925hkswarow; \u2926hoarr; \u21ffhomtht; \u223b" +
	"hookleftarrow; \u21a9hookrightarrow; \u21aahopf; \U0001d559horbar; \u2015hscr; \U0001d4bd" +
	"hslash; \u210fhstrok; \u0127hybull; \u2043hyphen; \u2010iacute \u00ediacute; \u00edic; \u2063" +
	"icirc \u00eeicirc; \u00eeicy; \u0438iecy; \u0435iexcl \u00a1iexcl; \u00a1iff; \u21d4ifr; \U0001d526" +
	"igrave \u00ecigrave; \u00ecii; \u2148iiiint; \u2a0ciiint; \u222diinfin; \u29dciiota; \u2129" +
	"ijlig; \u0133imacr; \u012bimage; \u2111imagline; \u2110imagpart; \u2111imath; \u0131imof; \u22b7" +
	"imped; \u01b5in; \u2208incare; \u2105infin; \u221einfintie; \u29ddinodot; \u0131int; \u222b" +
	"intcal; \u22baintegers; \u2124intercal; \u22baintlarhk; \u2a17intprod; \u2a3ciocy; \u0451" +
	"iogon; \u012fiopf; \U0001d55aiota; \u03b9iprod; \u2a3ciquest \u00bfiquest; \u00bfiscr; \U0001d4be" +
	"isin; \u2208isinE; \u22f9isindot; \u22f5isins; \u22f4isinsv; \u22f3isinv; \u2208it; \u2062" +
	"itilde; \u0129iukcy; \u0456iuml \u00efiuml; \u00efjcirc; \u0135jcy; \u0439jfr; \U0001d527" +
	"jmath; \u0237jopf; \U0001d55bjscr; \U0001d4bfjsercy; \u0458jukcy; \u0454kappa; \u03bakappav; \u03f0" +
	"kcedil; \u0137kcy; \u043akfr; \U0001d528kgreen; \u0138khcy; \u0445kjcy; \u045ckopf; \U0001d55c" +
	"kscr; \U0001d4c0lAarr; \u21dalArr; \u21d0lAtail; \u291blBarr; \u290elE; \u2266lEg; \u2a8b" +
	"lHar; \u2962lacute; \u013alaemptyv; \u29b4lagran; \u2112lambda; \u03bblang; \u27e8langd; \u2991" +
	"langle; \u27e8lap; \u2a85laquo \u00ablaquo; \u00ablarr; \u2190larrb; \u21e4larrbfs; \u291f" +
	"larrfs; \u291dlarrhk; \u21a9larrlp; \u21ablarrpl; \u2939larrsim; \u2973larrtl; \u21a2lat; \u2aab" +
	"latail; \u2919late; \u2aadlates; \u2aad\ufe00lbarr; \u290clbbrk; \u2772lbrace; {lbrack; [" +
	"lbrke; \u298blbrksld; \u298flbrkslu; \u298dlcaron; \u013elcedil; \u013clceil; \u2308lcub; {" +
	"lcy; \u043bldca; \u2936ldquo; \u201cldquor; \u201eldrdhar; \u2967ldrushar; \u294bldsh; \u21b2" +
	"le; \u2264leftarrow; \u2190leftarrowtail; \u21a2leftharpoondown; \u21bdleftharpoonup; \u21bc" +
	"leftleftarrows; \u21c7leftrightarrow; \u2194leftrightarrows; \u21c6leftrightharpoons; \u21cb" +
	"leftrightsquigarrow; \u21adleftthreetimes; \u22cbleg; \u22daleq; \u2264leqq; \u2266leqslant; \u2a7d" +
	"les; \u2a7dlescc; \u2aa8lesdot; \u2a7flesdoto; \u2a81lesdotor; \u2a83lesg; \u22da\ufe00" +
	"lesges; \u2a93lessapprox; \u2a85lessdot; \u22d6lesseqgtr; \u22dalesseqqgtr; \u2a8blessgtr; \u2276" +
	"lesssim; \u2272lfisht; \u297clfloor; \u230alfr; \U0001d529lg; \u2276lgE; \u2a91lhard; \u21bd" +
	"lharu; \u21bclharul; \u296alhblk; \u2584ljcy; \u0459ll; \u226allarr; \u21c7llcorner; \u231e" +
	"llhard; \u296blltri; \u25falmidot; \u0140lmoust; \u23b0lmoustache; \u23b0lnE; \u2268lnap; \u2a89" +
	"lnapprox; \u2a89lne; \u2a87lneq; \u2a87lneqq; \u2268lnsim; \u22e6loang; \u27ecloarr; \u21fd" +
	"lobrk; \u27e6longleftarrow; \u27f5longleftrightarrow; \u27f7longmapsto; \u27fclongrightarrow; \u27f6" +
	"looparrowleft; \u21ablooparrowright; \u21aclopar; \u2985lopf; \U0001d55dloplus; \u2a2d" +
	"lotimes; \u2a34lowast; \u2217lowbar; _loz; \u25calozenge; \u25calozf; \u29eblpar; (lparlt; \u2993" +
	"lrarr; \u21c6lrcorner; \u231flrhar; \u21cblrhard; \u296dlrm; \u200elrtri; \u22bflsaquo; \u2039" +
	"lscr; \U0001d4c1lsh; \u21b0lsim; \u2272lsime; \u2a8dlsimg; \u2a8flsqb; [lsquo; \u2018lsquor; \u201a" +
	"lstrok; \u0142lt <lt; <ltcc; \u2aa6ltcir; \u2a79ltdot; \u22d6lthree; \u22cbltimes; \u22c9" +
	"ltlarr; \u2976ltquest; \u2a7bltrPar; \u2996ltri; \u25c3ltrie; \u22b4ltrif; \u25c2lurdshar; \u294a" +
	"luruhar; \u2966lvertneqq; \u2268\ufe00lvnE; \u2268\ufe00mDDot; \u223amacr \u00afmacr; \u00af" +
	"male; \u2642malt; \u2720maltese; \u2720map; \u21a6mapsto; \u21a6mapstodown; \u21a7mapstoleft; \u21a4" +
	"mapstoup; \u21a5marker; \u25aemcomma; \u2a29mcy; \u043cmdash; \u2014measuredangle; \u2221" +
	"mfr; \U0001d52amho; \u2127micro \u00b5micro; \u00b5mid; \u2223midast; *midcir; \u2af0middot \u00b7" +
	"middot; \u00b7minus; \u2212minusb; \u229fminusd; \u2238minusdu; \u2a2amlcp; \u2adbmldr; \u2026" +
	"mnplus; \u2213models; \u22a7mopf; \U0001d55emp; \u2213mscr; \U0001d4c2mstpos; \u223emu; \u03bc" +
	"multimap; \u22b8mumap; \u22b8nGg; \u22d9\u0338nGt; \u226b\u20d2nGtv; \u226b\u0338nLeftarrow; \u21cd" +
	"nLeftrightarrow; \u21cenLl; \u22d8\u0338nLt; \u226a\u20d2nLtv; \u226a\u0338nRightarrow; \u21cf" +
	"nVDash; \u22afnVdash; \u22aenabla; \u2207nacute; \u0144nang; \u2220\u20d2nap; \u2249" +
	"napE; \u2a70\u0338napid; \u224b\u0338napos; \u0149napprox; \u2249natur; \u266enatural; \u266e" +
	"naturals; \u2115nbsp \u00a0nbsp; \u00a0nbump; \u224e\u0338nbumpe; \u224f\u0338ncap; \u2a43" +
	"ncaron; \u0148ncedil; \u0146ncong; \u2247ncongdot; \u2a6d\u0338ncup; \u2a42ncy; \u043dndash; \u2013" +
	"ne; \u2260neArr; \u21d7nearhk; \u2924nearr; \u2197nearrow; \u2197nedot; \u2250\u0338nequiv; \u2262" +
	"nesear; \u2928nesim; \u2242\u0338nexist; \u2204nexists; \u2204nfr; \U0001d52bngE; \u2267\u0338" +
	"nge; \u2271ngeq; \u2271ngeqq; \u2267\u0338ngeqslant; \u2a7e\u0338nges; \u2a7e\u0338ngsim; \u2275" +
	"ngt; \u226fngtr; \u226fnhArr; \u21cenharr; \u21aenhpar; \u2af2ni; \u220bnis; \u22fcnisd; \u22fa" +
	"niv; \u220bnjcy; \u045anlArr; \u21cdnlE; \u2266\u0338nlarr; \u219anldr; \u2025nle; \u2270" +
	"nleftarrow; \u219anleftrightarrow; \u21aenleq; \u2270nleqq; \u2266\u0338nleqslant; \u2a7d\u0338" +
	"nles; \u2a7d\u0338nless; \u226enlsim; \u2274nlt; \u226enltri; \u22eanltrie; \u22ecnmid; \u2224" +
	"nopf; \U0001d55fnot \u00acnot; \u00acnotin; \u2209notinE; \u22f9\u0338notindot; \u22f5\u0338" +
	"notinva; \u2209notinvb; \u22f7notinvc; \u22f6notni; \u220cnotniva; \u220cnotnivb; \u22fe" +
	"notnivc; \u22fdnpar; \u2226nparallel; \u2226nparsl; \u2afd\u20e5npart; \u2202\u0338npolint; \u2a14" +
	"npr; \u2280nprcue; \u22e0npre; \u2aaf\u0338nprec; \u2280npreceq; \u2aaf\u0338nrArr; \u21cf" +
	"nrarr; \u219bnrarrc; \u2933\u0338nrarrw; \u219d\u0338nrightarrow; \u219bnrtri; \u22ebnrtrie; \u22ed" +
	"nsc; \u2281nsccue; \u22e1nsce; \u2ab0\u0338nscr; \U0001d4c3nshortmid; \u2224nshortparallel; \u2226" +
	"nsim; \u2241nsime; \u2244nsimeq; \u2244nsmid; \u2224nspar; \u2226nsqsube; \u22e2nsqsupe; \u22e3" +
	"nsub; \u2284nsubE; \u2ac5\u0338nsube; \u2288nsubset; \u2282\u20d2nsubseteq; \u2288" +
	"nsubseteqq; \u2ac5\u0338nsucc; \u2281nsucceq; \u2ab0\u0338nsup; \u2285nsupE; \u2ac6\u0338" +
	"nsupe; \u2289nsupset; \u2283\u20d2nsupseteq; \u2289nsupseteqq; \u2ac6\u0338ntgl; \u2279ntilde \u00f1" +
	"ntilde; \u00f1ntlg; \u2278ntriangleleft; \u22eantrianglelefteq; \u22ecntriangleright; \u22eb" +
	"ntrianglerighteq; \u22ednu; \u03bdnum; #numero; \u2116numsp; \u2007nvDash; \u22adnvHarr; \u2904" +
	"nvap; \u224d\u20d2nvdash; \u22acnvge; \u2265\u20d2nvgt; >\u20d2nvinfin; \u29denvlArr; \u2902" +
	"nvle; \u2264\u20d2nvlt; <\u20d2nvltrie; \u22b4\u20d2nvrArr; \u2903nvrtrie; \u22b5\u20d2" +
	"nvsim; \u223c\u20d2nwArr; \u21d6nwarhk; \u2923nwarr; \u2196nwarrow; \u2196nwnear; \u2927oS; \u24c8" +
	"oacute \u00f3oacute; \u00f3oast; \u229bocir; \u229aocirc \u00f4ocirc; \u00f4ocy; \u043eodash; \u229d" +
	"odblac; \u0151odiv; \u2a38odot; \u2299odsold; \u29bcoelig; \u0153ofcir; \u29bfofr; \U0001d52c" +
	"ogon; \u02dbograve \u00f2ograve; \u00f2ogt; \u29c1ohbar; \u29b5ohm; \u03a9oint; \u222eolarr; \u21ba" +
	"olcir; \u29beolcross; \u29bboline; \u203eolt; \u29c0omacr; \u014domega; \u03c9omicron; \u03bf" +
	"omid; \u29b6ominus; \u2296oopf; \U0001d560opar; \u29b7operp; \u29b9oplus; \u2295or; \u2228" +
	"orarr; \u21bbord; \u2a5dorder; \u2134orderof; \u2134ordf \u00aaordf; \u00aaordm \u00baordm; \u00ba" +
	"origof; \u22b6oror; \u2a56orslope; \u2a57orv; \u2a5boscr; \u2134oslash \u00f8oslash; \u00f8" +
	"osol; \u2298otilde \u00f5otilde; \u00f5otimes; \u2297otimesas; \u2a36ouml \u00f6ouml; \u00f6" +
	"ovbar; \u233dpar; \u2225para \u00b6para; \u00b6parallel; \u2225parsim; \u2af3parsl; \u2afd" +
	"part; \u2202pcy; \u043fpercnt; %period; .permil; \u2030perp; \u22a5pertenk; \u2031pfr; \U0001d52d" +
	"phi; \u03c6phiv; \u03d5phmmat; \u2133phone; \u260epi; \u03c0pitchfork; \u22d4piv; \u03d6" +
	"planck; \u210fplanckh; \u210eplankv; \u210fplus; +plusacir; \u2a23plusb; \u229epluscir; \u2a22" +
	"plusdo; \u2214plusdu; \u2a25pluse; \u2a72plusmn \u00b1plusmn; \u00b1plussim; \u2a26plustwo; \u2a27" +
	"pm; \u00b1pointint; \u2a15popf; \U0001d561pound \u00a3pound; \u00a3pr; \u227aprE; \u2ab3prap; \u2ab7" +
	"prcue; \u227cpre; \u2aafprec; \u227aprecapprox; \u2ab7preccurlyeq; \u227cpreceq; \u2aaf" +
	"precnapprox; \u2ab9precneqq; \u2ab5precnsim; \u22e8precsim; \u227eprime; \u2032primes; \u2119" +
	"prnE; \u2ab5prnap; \u2ab9prnsim; \u22e8prod; \u220fprofalar; \u232eprofline; \u2312profsurf; \u2313" +
	"prop; \u221dpropto; \u221dprsim; \u227eprurel; \u22b0pscr; \U0001d4c5psi; \u03c8puncsp; \u2008" +
	"qfr; \U0001d52eqint; \u2a0cqopf; \U0001d562qprime; \u2057qscr; \U0001d4c6quaternions; \u210d" +
	"quatint; \u2a16quest; ?questeq; \u225fquot \"quot; \"rAarr; \u21dbrArr; \u21d2rAtail; \u291c" +
	"rBarr; \u290frHar; \u2964race; \u223d\u0331racute; \u0155radic; \u221araemptyv; \u29b3rang; \u27e9" +
	"rangd; \u2992range; \u29a5rangle; \u27e9raquo \u00bbraquo; \u00bbrarr; \u2192rarrap; \u2975" +
	"rarrb; \u21e5rarrbfs; \u2920rarrc; \u2933rarrfs; \u291erarrhk; \u21aararrlp; \u21acrarrpl; \u2945" +
	"rarrsim; \u2974rarrtl; \u21a3rarrw; \u219dratail; \u291aratio; \u2236rationals; \u211arbarr; \u290d" +
	"rbbrk; \u2773rbrace; }rbrack; ]rbrke; \u298crbrksld; \u298erbrkslu; \u2990rcaron; \u0159" +
	"rcedil; \u0157rceil; \u2309rcub; }rcy; \u0440rdca; \u2937rdldhar; \u2969rdquo; \u201drdquor; \u201d" +
	"rdsh; \u21b3real; \u211crealine; \u211brealpart; \u211creals; \u211drect; \u25adreg \u00ae" +
	"reg; \u00aerfisht; \u297drfloor; \u230brfr; \U0001d52frhard; \u21c1rharu; \u21c0rharul; \u296c" +
	"rho; \u03c1rhov; \u03f1rightarrow; \u2192rightarrowtail; \u21a3rightharpoondown; \u21c1" +
	"rightharpoonup; \u21c0rightleftarrows; \u21c4rightleftharpoons; \u21ccrightrightarrows; \u21c9" +
	"rightsquigarrow; \u219drightthreetimes; \u22ccring; \u02darisingdotseq; \u2253rlarr; \u21c4" +
	"rlhar; \u21ccrlm; \u200frmoust; \u23b1rmoustache; \u23b1rnmid; \u2aeeroang; \u27edroarr; \u21fe" +
	"robrk; \u27e7ropar; \u2986ropf; \U0001d563roplus; \u2a2erotimes; \u2a35rpar; )rpargt; \u2994" +
	"rppolint; \u2a12rrarr; \u21c9rsaquo; \u203arscr; \U0001d4c7rsh; \u21b1rsqb; ]rsquo; \u2019" +
	"rsquor; \u2019rthree; \u22ccrtimes; \u22cartri; \u25b9rtrie; \u22b5rtrif; \u25b8rtriltri; \u29ce" +
	"ruluhar; \u2968rx; \u211esacute; \u015bsbquo; \u201asc; \u227bscE; \u2ab4scap; \u2ab8scaron; \u0161" +
	"sccue; \u227dsce; \u2ab0scedil; \u015fscirc; \u015dscnE; \u2ab6scnap; \u2abascnsim; \u22e9" +
	"scpolint; \u2a13scsim; \u227fscy; \u0441sdot; \u22c5sdotb; \u22a1sdote; \u2a66seArr; \u21d8" +
	"searhk; \u2925searr; \u2198searrow; \u2198sect \u00a7sect; \u00a7semi; ;seswar; \u2929" +
	"setminus; \u2216setmn; \u2216sext; \u2736sfr; \U0001d530sfrown; \u2322sharp; \u266fshchcy; \u0449" +
	"shcy; \u0448shortmid; \u2223shortparallel; \u2225shy \u00adshy; \u00adsigma; \u03c3sigmaf; \u03c2" +
	"sigmav; \u03c2sim; \u223csimdot; \u2a6asime; \u2243simeq; \u2243simg; \u2a9esimgE; \u2aa0" +
	"siml; \u2a9dsimlE; \u2a9fsimne; \u2246simplus; \u2a24simrarr; \u2972slarr; \u2190" +
	"smallsetminus; \u2216smashp; \u2a33smeparsl; \u29e4smid; \u2223smile; \u2323smt; \u2aaasmte; \u2aac" +
	"smtes; \u2aac\ufe00softcy; \u044csol; /solb; \u29c4solbar; \u233fsopf; \U0001d564spades; \u2660" +
	"spadesuit; \u2660spar; \u2225sqcap; \u2293sqcaps; \u2293\ufe00sqcup; \u2294sqcups; \u2294\ufe00" +
	"sqsub; \u228fsqsube; \u2291sqsubset; \u228fsqsubseteq; \u2291sqsup; \u2290sqsupe; \u2292" +
	"sqsupset; \u2290sqsupseteq; \u2292squ; \u25a1square; \u25a1squarf; \u25aasquf; \u25aasrarr; \u2192" +
	"sscr; \U0001d4c8ssetmn; \u2216ssmile; \u2323sstarf; \u22c6star; \u2606starf; \u2605" +
	"straightepsilon; \u03f5straightphi; \u03d5strns; \u00afsub; \u2282subE; \u2ac5subdot; \u2abd" +
	"sube; \u2286subedot; \u2ac3submult; \u2ac1subnE; \u2acbsubne; \u228asubplus; \u2abfsubrarr; \u2979" +
	"subset; \u2282subseteq; \u2286subseteqq; \u2ac5subsetneq; \u228asubsetneqq; \u2acbsubsim; \u2ac7" +
	"subsub; \u2ad5subsup; \u2ad3succ; \u227bsuccapprox; \u2ab8succcurlyeq; \u227dsucceq; \u2ab0" +
	"succnapprox; \u2abasuccneqq; \u2ab6succnsim; \u22e9succsim; \u227fsum; \u2211sung; \u266asup1 \u00b9" +
	"sup1; \u00b9sup2 \u00b2sup2; \u00b2sup3 \u00b3sup3; \u00b3sup; \u2283supE; \u2ac6supdot; \u2abe" +
	"supdsub; \u2ad8supe; \u2287supedot; \u2ac4suphsol; \u27c9suphsub; \u2ad7suplarr; \u297b" +
	"supmult; \u2ac2supnE; \u2accsupne; \u228bsupplus; \u2ac0supset; \u2283supseteq; \u2287" +
	"supseteqq; \u2ac6supsetneq; \u228bsupsetneqq; \u2accsupsim; \u2ac8supsub; \u2ad4supsup; \u2ad6" +
	"swArr; \u21d9swarhk; \u2926swarr; \u2199swarrow; \u2199swnwar; \u292aszlig \u00dfszlig; \u00df" +
	"target; \u2316tau; \u03c4tbrk; \u23b4tcaron; \u0165tcedil; \u0163tcy; \u0442tdot; \u20db" +
	"telrec; \u2315tfr; \U0001d531there4; \u2234therefore; \u2234theta; \u03b8thetasym; \u03d1" +
	"thetav; \u03d1thickapprox; \u2248thicksim; \u223cthinsp; \u2009thkap; \u2248thksim; \u223c" +
	"thorn \u00fethorn; \u00fetilde; \u02dctimes \u00d7times; \u00d7timesb; \u22a0timesbar; \u2a31" +
	"timesd; \u2a30tint; \u222dtoea; \u2928top; \u22a4topbot; \u2336topcir; \u2af1topf; \U0001d565" +
	"topfork; \u2adatosa; \u2929tprime; \u2034trade; \u2122triangle; \u25b5triangledown; \u25bf" +
	"triangleleft; \u25c3trianglelefteq; \u22b4triangleq; \u225ctriangleright; \u25b9" +
	"trianglerighteq; \u22b5tridot; \u25ectrie; \u225ctriminus; \u2a3atriplus; \u2a39trisb; \u29cd" +
	"tritime; \u2a3btrpezium; \u23e2tscr; \U0001d4c9tscy; \u0446tshcy; \u045btstrok; \u0167twixt; \u226c" +
	"twoheadleftarrow; \u219etwoheadrightarrow; \u21a0uArr; \u21d1uHar; \u2963uacute \u00fauacute; \u00fa" +
	"uarr; \u2191ubrcy; \u045eubreve; \u016ducirc \u00fbucirc; \u00fbucy; \u0443udarr; \u21c5" +
	"udblac; \u0171udhar; \u296eufisht; \u297eufr; \U0001d532ugrave \u00f9ugrave; \u00f9uharl; \u21bf" +
	"uharr; \u21beuhblk; \u2580ulcorn; \u231culcorner; \u231culcrop; \u230fultri; \u25f8umacr; \u016b" +
	"uml \u00a8uml; \u00a8uogon; \u0173uopf; \U0001d566uparrow; \u2191updownarrow; \u2195" +
	"upharpoonleft; \u21bfupharpoonright; \u21beuplus; \u228eupsi; \u03c5upsih; \u03d2upsilon; \u03c5" +
	"upuparrows; \u21c8urcorn; \u231durcorner; \u231durcrop; \u230euring; \u016furtri; \u25f9" +
	"uscr; \U0001d4cautdot; \u22f0utilde; \u0169utri; \u25b5utrif; \u25b4uuarr; \u21c8uuml \u00fc" +
	"uuml; \u00fcuwangle; \u29a7vArr; \u21d5vBar; \u2ae8vBarv; \u2ae9vDash; \u22a8vangrt; \u299c" +
	"varepsilon; \u03f5varkappa; \u03f0varnothing; \u2205varphi; \u03d5varpi; \u03d6varpropto; \u221d" +
	"varr; \u2195varrho; \u03f1varsigma; \u03c2varsubsetneq; \u228a\ufe00varsubsetneqq; \u2acb\ufe00" +
	"varsupsetneq; \u228b\ufe00varsupsetneqq; \u2acc\ufe00vartheta; \u03d1vartriangleleft; \u22b2" +
	"vartriangleright; \u22b3vcy; \u0432vdash; \u22a2vee; \u2228veebar; \u22bbveeeq; \u225avellip; \u22ee" +
	"verbar; |vert; |vfr; \U0001d533vltri; \u22b2vnsub; \u2282\u20d2vnsup; \u2283\u20d2vopf; \U0001d567" +
	"vprop; \u221dvrtri; \u22b3vscr; \U0001d4cbvsubnE; \u2acb\ufe00vsubne; \u228a\ufe00" +
	"vsupnE; \u2acc\ufe00vsupne; \u228b\ufe00vzigzag; \u299awcirc; \u0175wedbar; \u2a5fwedge; \u2227" +
	"wedgeq; \u2259weierp; \u2118wfr; \U0001d534wopf; \U0001d568wp; \u2118wr; \u2240wreath; \u2240" +
	"wscr; \U0001d4ccxcap; \u22c2xcirc; \u25efxcup; \u22c3xdtri; \u25bdxfr; \U0001d535xhArr; \u27fa" +
	"xharr; \u27f7xi; \u03bexlArr; \u27f8xlarr; \u27f5xmap; \u27fcxnis; \u22fbxodot; \u2a00" +
	"xopf; \U0001d569xoplus; \u2a01xotime; \u2a02xrArr; \u27f9xrarr; \u27f6xscr; \U0001d4cdxsqcup; \u2a06" +
	"xuplus; \u2a04xutri; \u25b3xvee; \u22c1xwedge; \u22c0yacute \u00fdyacute; \u00fdyacy; \u044f" +
	"ycirc; \u0177ycy; \u044byen \u00a5yen; \u00a5yfr; \U0001d536yicy; \u0457yopf; \U0001d56a" +
	"yscr; \U0001d4ceyucy; \u044eyuml \u00ffyuml; \u00ffzacute; \u017azcaron; \u017ezcy; \u0437" +
	"zdot; \u017czeetrf; \u2128zeta; \u03b6zfr; \U0001d537zhcy; \u0436zigrarr; \u21ddzopf; \U0001d56b" +
	"zscr; \U0001d4cfzwj; \u200dzwnj; \u200c"

// entityStarts holds where each entry of [entityText] begins, and its end.
var entityStarts = [...]uint16{
	0, 8, 17, 22, 28, 37, 47, 57, 65, 74, 81, 90, 99, 109, 118, 127,
	135, 144, 154, 172, 180, 189, 199, 210, 219, 229, 236, 244, 258, 267, 278, 285,
	297, 312, 320, 329, 339, 348, 357, 368, 376, 383, 391, 401, 409, 434, 446, 456,
	465, 475, 484, 496, 504, 515, 528, 536, 543, 557, 573, 588, 604, 633, 659, 679,
	689, 700, 714, 725, 745, 754, 768, 804, 814, 824, 832, 843, 850, 863, 871, 879,
	887, 898, 907, 917, 927, 934, 942, 951, 960, 980, 998, 1024, 1043, 1063, 1075, 1093,
	1103, 1110, 1121, 1134, 1160, 1173, 1193, 1213, 1238, 1256, 1280, 1309, 1334, 1355, 1374, 1392,
	1414, 1436, 1450, 1467, 1488, 1501, 1525, 1547, 1566, 1588, 1611, 1631, 1654, 1666, 1683, 1697,
	1707, 1717, 1724, 1730, 1737, 1746, 1756, 1766, 1774, 1783, 1790, 1798, 1807, 1816, 1826, 1838,
	1847, 1868, 1893, 1902, 1912, 1923, 1933, 1948, 1964, 1973, 1982, 1989, 1996, 2004, 2015, 2032,
	2039, 2048, 2070, 2096, 2106, 2117, 2132, 2141, 2149, 2153, 2158, 2167, 2177, 2187, 2197, 2206,
	2213, 2221, 2230, 2237, 2247, 2264, 2285, 2306, 2325, 2341, 2363, 2380, 2390, 2397, 2407, 2416,
	2422, 2431, 2439, 2456, 2465, 2484, 2493, 2503, 2520, 2534, 2542, 2551, 2559, 2568, 2578, 2586,
	2595, 2602, 2610, 2618, 2627, 2637, 2644, 2653, 2668, 2680, 2688, 2701, 2718, 2737, 2756, 2765,
	2775, 2783, 2792, 2802, 2811, 2818, 2826, 2835, 2842, 2851, 2861, 2871, 2881, 2890, 2898, 2906,
	2915, 2925, 2932, 2941, 2951, 2961, 2969, 2973, 2978, 2988, 2998, 3007, 3022, 3031, 3041, 3051,
	3058, 3079, 3093, 3110, 3134, 3150, 3172, 3194, 3213, 3235, 3249, 3268, 3288, 3300, 3317, 3335,
	3352, 3372, 3394, 3415, 3435, 3452, 3472, 3487, 3505, 3519, 3538, 3559, 3577, 3593, 3606, 3625,
	3639, 3648, 3655, 3670, 3680, 3698, 3721, 3740, 3758, 3781, 3800, 3810, 3829, 3849, 3858, 3866,
	3876, 3883, 3891, 3898, 3914, 3928, 3937, 3951, 3961, 3970, 3976, 3984, 3994, 4004, 4014, 4021,
	4045, 4068, 4090, 4116, 4141, 4160, 4170, 4179, 4191, 4211, 4220, 4228, 4245, 4259, 4284, 4299,
	4312, 4332, 4346, 4361, 4381, 4407, 4431, 4450, 4477, 4497, 4519, 4538, 4558, 4583, 4608, 4620,
	4637, 4656, 4674, 4698, 4715, 4745, 4769, 4785, 4808, 4834, 4856, 4877, 4903, 4929, 4951, 4976,
	5000, 5027, 5044, 5063, 5079, 5102, 5128, 5151, 5170, 5191, 5204, 5222, 5244, 5262, 5281, 5291,
	5300, 5310, 5316, 5325, 5334, 5344, 5352, 5361, 5368, 5378, 5387, 5396, 5406, 5415, 5424, 5435,
	5445, 5470, 5489, 5496, 5506, 5515, 5525, 5534, 5544, 5555, 5562, 5570, 5582, 5596, 5612, 5632,
	5645, 5652, 5661, 5668, 5674, 5687, 5705, 5714, 5721, 5734, 5752, 5775, 5793, 5803, 5815, 5830,
	5847, 5857, 5864, 5870, 5877, 5886, 5895, 5905, 5915, 5921, 5928, 5938, 5947, 5956, 5967, 5977,
	5987, 5994, 6001, 6020, 6043, 6068, 6076, 6083, 6105, 6120, 6138, 6162, 6179, 6202, 6225, 6245,
	6268, 6283, 6296, 6314, 6333, 6351, 6372, 6395, 6417, 6438, 6456, 6477, 6493, 6512, 6527, 6536,
	6553, 6569, 6578, 6586, 6602, 6612, 6620, 6630, 6640, 6647, 6657, 6667, 6676, 6683, 6692, 6711,
	6730, 6750, 6767, 6776, 6792, 6802, 6811, 6822, 6845, 6862, 6884, 6903, 6927, 6943, 6953, 6962,
	6970, 6981, 6997, 7010, 7028, 7051, 7069, 7082, 7090, 7098, 7111, 7129, 7140, 7148, 7157, 7167,
	7176, 7184, 7190, 7197, 7207, 7217, 7224, 7233, 7247, 7256, 7274, 7288, 7298, 7313, 7332, 7347,
	7357, 7371, 7381, 7391, 7400, 7410, 7419, 7432, 7441, 7451, 7459, 7468, 7475, 7485, 7494, 7503,
	7513, 7522, 7533, 7548, 7565, 7586, 7596, 7610, 7619, 7629, 7641, 7656, 7677, 7693, 7711, 7721,
	7736, 7748, 7764, 7783, 7803, 7811, 7822, 7831, 7841, 7851, 7858, 7866, 7876, 7885, 7892, 7902,
	7913, 7921, 7932, 7941, 7957, 7972, 7994, 8012, 8030, 8039, 8049, 8059, 8070, 8079, 8089, 8098,
	8108, 8118, 8127, 8133, 8143, 8153, 8161, 8169, 8177, 8186, 8196, 8205, 8212, 8221, 8231, 8241,
	8249, 8257, 8267, 8277, 8284, 8292, 8311, 8319, 8327, 8336, 8346, 8355, 8365, 8375, 8382, 8392,
	8400, 8408, 8417, 8425, 8434, 8441, 8449, 8458, 8465, 8474, 8483, 8493, 8505, 8515, 8524, 8533,
	8543, 8548, 8554, 8562, 8573, 8582, 8595, 8604, 8612, 8621, 8631, 8642, 8655, 8668, 8681, 8694,
	8707, 8720, 8733, 8746, 8756, 8768, 8781, 8792, 8801, 8813, 8822, 8832, 8839, 8847, 8858, 8866,
	8875, 8882, 8893, 8906, 8914, 8923, 8933, 8939, 8949, 8961, 8970, 8980, 8987, 8995, 9008, 9018,
	9027, 9040, 9055, 9069, 9081, 9095, 9106, 9117, 9130, 9139, 9152, 9162, 9169, 9179, 9190, 9202,
	9214, 9223, 9234, 9242, 9251, 9263, 9272, 9283, 9295, 9306, 9318, 9331, 9345, 9358, 9370, 9390,
	9408, 9421, 9432, 9445, 9456, 9473, 9489, 9507, 9529, 9551, 9574, 9584, 9594, 9604, 9614, 9624,
	9633, 9648, 9657, 9667, 9675, 9686, 9697, 9707, 9717, 9727, 9737, 9746, 9756, 9766, 9776, 9786,
	9796, 9806, 9816, 9826, 9835, 9845, 9855, 9865, 9875, 9885, 9895, 9906, 9916, 9926, 9936, 9946,
	9955, 9965, 9975, 9985, 9995, 10008, 10020, 10033, 10043, 10053, 10063, 10073, 10082, 10092, 10102, 10112,
	10122, 10132, 10142, 10153, 10162, 10171, 10181, 10191, 10201, 10210, 10220, 10227, 10237, 10250, 10259, 10270,
	10279, 10289, 10299, 10310, 10320, 10328, 10339, 10352, 10363, 10374, 10385, 10397, 10407, 10416, 10426, 10436,
	10445, 10455, 10464, 10474, 10486, 10494, 10502, 10511, 10523, 10530, 10538, 10551, 10560, 10568, 10578, 10592,
	10599, 10607, 10616, 10624, 10635, 10655, 10676, 10688, 10701, 10716, 10732, 10748, 10757, 10770, 10781, 10793,
	10803, 10816, 10824, 10835, 10847, 10855, 10864, 10873, 10884, 10899, 10913, 10922, 10934, 10945, 10955, 10966,
	10973, 10981, 10992, 11002, 11012, 11022, 11031, 11041, 11050, 11060, 11070, 11082, 11094, 11104, 11114, 11125,
	11137, 11145, 11158, 11169, 11180, 11191, 11201, 11213, 11224, 11236, 11252, 11268, 11281, 11296, 11305, 11315,
	11334, 11354, 11364, 11374, 11387, 11397, 11408, 11417, 11426, 11437, 11448, 11457, 11466, 11476, 11488, 11497,
	11507, 11514, 11521, 11533, 11543, 11555, 11561, 11568, 11577, 11589, 11600, 11609, 11619, 11629, 11638, 11650,
	11666, 11676, 11683, 11694, 11704, 11711, 11720, 11730, 11748, 11759, 11767, 11778, 11789, 11798, 11808, 11815,
	11825, 11838, 11851, 11863, 11877, 11896, 11910, 11929, 11949, 11970, 11983, 11994, 12005, 12015, 12023, 12032,
	12042, 12052, 12061, 12071, 12081, 12091, 12103, 12111, 12124, 12134, 12143, 12152, 12162, 12173, 12183, 12192,
	12200, 12209, 12220, 12227, 12235, 12242, 12252, 12261, 12268, 12277, 12287, 12295, 12306, 12313, 12326, 12334,
	12342, 12353, 12362, 12372, 12385, 12396, 12407, 12418, 12427, 12434, 12443, 12452, 12462, 12471, 12482, 12492,
	12500, 12511, 12520, 12531, 12543, 12553, 12568, 12584, 12593, 12604, 12614, 12626, 12639, 12649, 12659, 12668,
	12678, 12687, 12694, 12700, 12707, 12714, 12722, 12731, 12738, 12748, 12764, 12781, 12799, 12806, 12817, 12828,
	12838, 12849, 12858, 12868, 12877, 12886, 12896, 12906, 12914, 12924, 12935, 12944, 12954, 12967, 12976, 12986,
	12997, 13006, 13016, 13027, 13038, 13049, 13060, 13071, 13080, 13090, 13101, 13112, 13123, 13134, 13145, 13156,
	13166, 13176, 13186, 13193, 13201, 13211, 13220, 13230, 13238, 13248, 13257, 13264, 13272, 13279, 13287, 13295,
	13304, 13317, 13325, 13335, 13346, 13358, 13371, 13383, 13394, 13403, 13410, 13418, 13428, 13436, 13443, 13451,
	13459, 13467, 13475, 13484, 13497, 13505, 13514, 13524, 13534, 13544, 13552, 13561, 13570, 13580, 13590, 13594,
	13599, 13608, 13618, 13628, 13639, 13651, 13665, 13676, 13687, 13701, 13716, 13728, 13739, 13756, 13768, 13777,
	13788, 13796, 13807, 13817, 13826, 13838, 13848, 13857, 13866, 13877, 13891, 13902, 13913, 13922, 13935, 13948,
	13958, 13969, 13987, 14006, 14016, 14027, 14037, 14048, 14058, 14069, 14080, 14089, 14099, 14106, 14114, 14123,
	14130, 14138, 14146, 14155, 14163, 14172, 14181, 14191, 14198, 14209, 14219, 14230, 14240, 14249, 14258, 14268,
	14281, 14294, 14303, 14312, 14321, 14328, 14339, 14349, 14362, 14372, 14380, 14391, 14404, 14417, 14430, 14442,
	14450, 14459, 14469, 14477, 14487, 14496, 14506, 14516, 14525, 14535, 14547, 14557, 14568, 14578, 14585, 14595,
	14604, 14611, 14619, 14628, 14635, 14644, 14653, 14663, 14673, 14683, 14692, 14701, 14711, 14721, 14728, 14737,
	14747, 14755, 14763, 14773, 14783, 14793, 14802, 14813, 14823, 14830, 14838, 14847, 14857, 14870, 14881, 14891,
	14900, 14910, 14921, 14929, 14937, 14946, 14955, 14965, 14977, 14988, 14999, 15010, 15021, 15033, 15044, 15052,
	15063, 15072, 15085, 15095, 15105, 15114, 15123, 15133, 15145, 15157, 15167, 15177, 15187, 15194, 15201, 15210,
	15220, 15231, 15243, 15256, 15265, 15272, 15286, 15304, 15324, 15342, 15361, 15380, 15400, 15422, 15446, 15465,
	15473, 15481, 15490, 15503, 15511, 15521, 15532, 15544, 15557, 15569, 15580, 15595, 15607, 15621, 15636, 15648,
	15660, 15671, 15682, 15691, 15698, 15706, 15716, 15726, 15737, 15747, 15755, 15762, 15772, 15785, 15796, 15806,
	15816, 15827, 15842, 15850, 15859, 15872, 15880, 15889, 15899, 15909, 15919, 15929, 15939, 15957, 15980, 15995,
	16014, 16032, 16051, 16061, 16071, 16082, 16094, 16105, 16114, 16122, 16134, 16143, 16150, 16161, 16171, 16184,
	16194, 16205, 16213, 16223, 16234, 16244, 16252, 16261, 16271, 16281, 16288, 16298, 16309, 16319, 16323, 16328,
	16337, 16347, 16357, 16368, 16379, 16390, 16402, 16413, 16422, 16432, 16442, 16455, 16467, 16484, 16496, 16506,
	16513, 16521, 16530, 16539, 16551, 16559, 16570, 16585, 16600, 16613, 16624, 16635, 16642, 16652, 16670, 16679,
	16687, 16695, 16704, 16712, 16721, 16732, 16741, 16751, 16761, 16772, 16783, 16795, 16804, 16813, 16824, 16835,
	16845, 16852, 16862, 16873, 16879, 16892, 16902, 16912, 16923, 16934, 16949, 16969, 16979, 16990, 17001, 17017,
	17028, 17039, 17049, 17059, 17071, 17079, 17090, 17102, 17111, 17123, 17133, 17145, 17158, 17165, 17173, 17185,
	17198, 17207, 17217, 17227, 17237, 17252, 17261, 17268, 17278, 17285, 17295, 17306, 17316, 17328, 17340, 17351,
	17362, 17374, 17385, 17397, 17406, 17416, 17424, 17433, 17445, 17461, 17472, 17482, 17490, 17499, 17509, 17519,
	17529, 17536, 17544, 17553, 17561, 17569, 17579, 17589, 17599, 17608, 17616, 17631, 17651, 17660, 17672, 17688,
	17699, 17709, 17719, 17727, 17737, 17748, 17757, 17767, 17773, 17780, 17790, 17803, 17818, 17830, 17842, 17854,
	17864, 17876, 17888, 17900, 17909, 17923, 17937, 17949, 17961, 17969, 17980, 17991, 18001, 18015, 18025, 18035,
	18048, 18061, 18077, 18087, 18098, 18106, 18117, 18128, 18138, 18152, 18171, 18180, 18190, 18201, 18211, 18221,
	18233, 18245, 18254, 18266, 18276, 18291, 18305, 18322, 18332, 18346, 18355, 18367, 18377, 18392, 18406, 18423,
	18432, 18441, 18451, 18460, 18478, 18498, 18517, 18538, 18544, 18550, 18561, 18571, 18582, 18593, 18605, 18616,
	18628, 18638, 18650, 18661, 18673, 18683, 18698, 18709, 18724, 18737, 18747, 18758, 18768, 18780, 18791, 18798,
	18807, 18817, 18826, 18835, 18843, 18852, 18859, 18869, 18879, 18888, 18897, 18908, 18917, 18927, 18936, 18944,
	18953, 18963, 18971, 18981, 18988, 18997, 19007, 19017, 19029, 19039, 19047, 19056, 19065, 19076, 19085, 19096,
	19106, 19115, 19125, 19135, 19142, 19152, 19160, 19170, 19182, 19189, 19197, 19204, 19212, 19223, 19232, 19244,
	19252, 19261, 19270, 19280, 19289, 19298, 19308, 19319, 19332, 19339, 19347, 19357, 19365, 19372, 19380, 19393,
	19404, 19414, 19423, 19430, 19439, 19448, 19459, 19468, 19480, 19489, 19496, 19504, 19515, 19525, 19531, 19545,
	19552, 19563, 19575, 19586, 19593, 19606, 19616, 19628, 19639, 19650, 19660, 19669, 19679, 19691, 19703, 19709,
	19722, 19732, 19740, 19749, 19756, 19764, 19773, 19783, 19791, 19800, 19815, 19831, 19842, 19858, 19871, 19884,
	19896, 19906, 19917, 19926, 19936, 19947, 19956, 19969, 19982, 19995, 20004, 20015, 20025, 20036, 20046, 20053,
	20064, 20073, 20082, 20092, 20103, 20113, 20129, 20141, 20149, 20161, 20167, 20174, 20184, 20193, 20204, 20214,
	20223, 20234, 20244, 20254, 20267, 20276, 20286, 20296, 20307, 20315, 20324, 20333, 20344, 20354, 20366, 20376,
	20387, 20398, 20409, 20420, 20432, 20443, 20453, 20464, 20474, 20488, 20498, 20508, 20517, 20526, 20536, 20548,
	20560, 20570, 20580, 20590, 20597, 20604, 20613, 20625, 20635, 20646, 20655, 20664, 20676, 20689, 20699, 20708,
	20714, 20721, 20732, 20743, 20752, 20762, 20772, 20783, 20790, 20798, 20813, 20832, 20853, 20872, 20892, 20914,
	20935, 20955, 20975, 20983, 21000, 21010, 21020, 21028, 21039, 21054, 21064, 21074, 21084, 21094, 21104, 21114,
	21125, 21137, 21144, 21155, 21168, 21178, 21189, 21199, 21207, 21214, 21224, 21235, 21246, 21257, 21266, 21276,
	21286, 21299, 21311, 21318, 21328, 21338, 21345, 21353, 21362, 21372, 21382, 21390, 21400, 21409, 21418, 21428,
	21439, 21452, 21462, 21469, 21478, 21488, 21498, 21508, 21519, 21529, 21541, 21548, 21556, 21563, 21574, 21587,
	21597, 21606, 21615, 21626, 21636, 21646, 21654, 21667, 21685, 21691, 21698, 21707, 21717, 21727, 21735, 21746,
	21755, 21765, 21774, 21784, 21793, 21803, 21813, 21825, 21837, 21847, 21865, 21876, 21889, 21898, 21908, 21916,
	21925, 21938, 21948, 21954, 21963, 21974, 21984, 21995, 22009, 22018, 22028, 22042, 22052, 22066, 22076, 22087,
	22100, 22115, 22125, 22136, 22149, 22164, 22172, 22183, 22194, 22203, 22213, 22223, 22234, 22245, 22256, 22265,
	22275, 22294, 22309, 22318, 22326, 22335, 22346, 22355, 22367, 22379, 22389, 22399, 22411, 22423, 22434, 22447,
	22461, 22475, 22490, 22501, 22512, 22523, 22532, 22547, 22563, 22574, 22590, 22603, 22616, 22628, 22636, 22645,
	22652, 22660, 22667, 22675, 22682, 22690, 22698, 22707, 22718, 22730, 22739, 22751, 22763, 22775, 22787, 22799,
	22809, 22819, 22831, 22842, 22855, 22869, 22883, 22898, 22909, 22920, 22931, 22941, 22952, 22962, 22974, 22985,
	22993, 23002, 23013, 23020, 23029, 23039, 23049, 23056, 23065, 23076, 23085, 23096, 23110, 23119, 23131, 23141,
	23157, 23170, 23181, 23191, 23202, 23210, 23219, 23228, 23236, 23245, 23256, 23269, 23280, 23289, 23298, 23306,
	23317, 23328, 23338, 23350, 23359, 23370, 23380, 23393, 23410, 23427, 23446, 23460, 23478, 23498, 23509, 23518,
	23531, 23543, 23553, 23565, 23578, 23588, 23596, 23605, 23615, 23625, 23646, 23668, 23677, 23686, 23695, 23705,
	23714, 23723, 23733, 23741, 23750, 23757, 23767, 23777, 23787, 23798, 23807, 23816, 23826, 23836, 23846, 23856,
	23867, 23880, 23891, 23901, 23910, 23916, 23923, 23932, 23942, 23954, 23970, 23988, 24007, 24017, 24025, 24034,
	24045, 24060, 24071, 24084, 24095, 24104, 24114, 24124, 24134, 24144, 24153, 24163, 24173, 24180, 24188, 24200,
	24209, 24218, 24228, 24238, 24249, 24263, 24275, 24290, 24300, 24309, 24323, 24332, 24342, 24354, 24374, 24395,
	24415, 24436, 24448, 24468, 24489, 24496, 24506, 24514, 24525, 24535, 24546, 24555, 24562, 24571, 24581, 24594,
	24607, 24617, 24627, 24637, 24647, 24661, 24675, 24689, 24703, 24715, 24724, 24735, 24745, 24756, 24767, 24776,
	24786, 24793, 24800, 24811, 24821, 24830, 24840, 24849, 24859, 24868, 24878, 24888, 24894, 24904, 24914, 24923,
	24932, 24942, 24952, 24963, 24974, 24984, 24994, 25004, 25015, 25026, 25036, 25045, 25056, 25065, 25075, 25083,
	25092, 25099, 25105, 25112, 25121, 25129, 25139, 25149, 25157, 25164, 25172, 25182, 25192, 25199, 25207, 25218,
	25226, 25235, 25243, 25255, 25265, 25275, 25283, 25292,
}
