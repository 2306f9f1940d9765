"""The words of SVG and CSS that draw. What is not a word of these is nobody's business.

Source: SVG 1.1 (second edition), appendix L to N; SVG 2, appendix F; Filter Effects 1; CSS Masking
1; CSS Color 4; CSS Fonts 4; CSS Transforms 1 and 2; CSS Animations 1; SMIL 3.0.
"""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Elements whose character data is drawn.
TEXT_ELEMENTS: Final = frozenset({"text", "tspan", "textPath", "tref"})

# Elements that draw nothing where they stand, only where something refers to them.
UNRENDERED: Final = frozenset(
    {
        *("clipPath", "defs", "filter", "linearGradient", "marker", "mask", "pattern"),
        *("radialGradient", "symbol"),
    }
)

ANIMATIONS: Final = frozenset(
    {"animate", "animateColor", "animateMotion", "animateTransform", "set"}
)

ELEMENTS: Final = frozenset(
    TEXT_ELEMENTS
    | UNRENDERED
    | ANIMATIONS
    | _words(
        """
        a circle ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix
        feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB
        feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset
        fePointLight feSpecularLighting feSpotLight feTile feTurbulence g image line mpath path
        polygon polyline rect stop style svg switch use
        """
    )
)

# Properties of CSS, each of which may be an attribute too.
PROPERTIES: Final = _words(
    """
    alignment-baseline animation animation-delay animation-direction animation-duration
    animation-fill-mode animation-iteration-count animation-name animation-play-state
    animation-timing-function backface-visibility background background-color baseline-shift
    baseline-source clip clip-path clip-rule color color-interpolation color-interpolation-filters
    color-rendering color-scheme cursor cx cy direction display dominant-baseline fill fill-opacity
    fill-rule filter flood-color flood-opacity font font-family font-feature-settings font-kerning
    font-optical-sizing font-size font-size-adjust font-stretch font-style font-synthesis
    font-variant font-variant-alternates font-variant-caps font-variant-east-asian
    font-variant-ligatures font-variant-numeric font-variant-position font-variation-settings
    font-weight forced-color-adjust glyph-orientation-horizontal glyph-orientation-vertical height
    image-orientation image-rendering inline-size isolation kerning letter-spacing lighting-color
    line-height marker marker-end marker-mid marker-start mask mask-border mask-clip mask-composite
    mask-image mask-mode mask-origin mask-position mask-repeat mask-size mask-type mix-blend-mode
    object-fit object-position offset offset-anchor offset-distance offset-path offset-position
    offset-rotate opacity overflow overflow-x overflow-y paint-order perspective perspective-origin
    pointer-events r rotate rx ry scale shape-image-threshold shape-inside shape-margin
    shape-padding shape-rendering shape-subtract solid-color solid-opacity stop-color stop-opacity
    stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit
    stroke-opacity stroke-width text-align text-align-all text-align-last text-anchor
    text-decoration text-decoration-color text-decoration-fill text-decoration-line
    text-decoration-stroke text-decoration-style text-decoration-thickness text-indent
    text-orientation text-overflow text-rendering text-shadow text-transform text-underline-offset
    text-underline-position transform transform-box transform-origin transform-style transition
    transition-delay transition-duration transition-property transition-timing-function translate
    unicode-bidi user-select vector-effect visibility white-space width will-change word-spacing
    word-wrap writing-mode x y z-index
    """
)

# Attributes that are not properties, of values made of the words below.
ATTRIBUTES: Final = _words(
    """
    accumulate additive amplitude attributeType azimuth baseFrequency bias by calcMode
    clipPathUnits cx cy diffuseConstant divisor dx dy edgeMode elevation exponent
    fill filterRes filterUnits fr from fx fy gradientTransform
    gradientUnits height intercept k k1 k2 k3 k4 kernelMatrix kernelUnitLength keyPoints keySplines
    keyTimes lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits
    maskUnits media method mode numOctaves offset operator order orient origin
    patternContentUnits patternTransform patternUnits pathLength pointsAtX pointsAtY pointsAtZ
    preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY repeatCount
    restart rotate rx ry scale seed side slope spacing specularConstant specularExponent
    spreadMethod startOffset stdDeviation stitchTiles surfaceScale tableValues
    targetX targetY textLength to transform type values viewBox width x x1 x2 xChannelSelector y y1
    y2 yChannelSelector z
    """
)

FUNCTIONS: Final = _words(
    """
    blur brightness calc circle clamp color color-mix conic-gradient contrast cubic-bezier
    drop-shadow ellipse env grayscale hsl hsla hue-rotate hwb icc-color inset invert lab lch linear
    linear-gradient matrix matrix3d max min oklab oklch opacity perspective polygon radial-gradient
    ray rect repeating-linear-gradient repeating-radial-gradient rgb rgba rotate rotate3d rotatex
    rotatey rotatez saturate scale scale3d scalex scaley scalez sepia skew skewx skewy steps
    translate translate3d translatex translatey translatez var
    """
)

UNITS: Final = _words(
    """
    % ch cm cap deg dpcm dpi dppx dvh dvw em ex fr grad hz ic in khz lh mm ms pc pt px q rad rem rlh
    s svh svw turn vb vh vi vmax vmin vw x lvh lvw
    """
)

_COLOURS: Final = """
    aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet
    brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan
    darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta
    darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue
    darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey
    dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray
    green greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender lavenderblush
    lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen
    lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray lightslategrey
    lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue
    mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise
    mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive
    olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred
    papayawhip peachpuff peru pink plum powderblue purple rebeccapurple red rosybrown royalblue
    saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray
    slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white
    whitesmoke yellow yellowgreen

    activeborder activecaption appworkspace background buttonface buttonhighlight buttonshadow
    buttontext canvas canvastext captiontext field fieldtext graytext highlight highlighttext
    inactiveborder inactivecaption inactivecaptiontext infobackground infotext linktext mark
    menu menutext scrollbar threeddarkshadow threedface threedhighlight threedlightshadow
    threedshadow visitedtext window windowframe windowtext accentcolor accentcolortext icc

    currentcolor transparent context-fill context-stroke srgb srgb-linear display-p3 a98-rgb
    prophoto-rgb rec2020 xyz xyz-d50 xyz-d65 lab oklab lch oklch hsl hwb shorter longer increasing
    decreasing hue
"""

_WORDS: Final = """
    none auto normal inherit initial unset revert revert-layer all from to in and or not of at by
    only screen print speech prefers-color-scheme prefers-reduced-motion prefers-contrast
    forced-colors dark light no-preference reduce more less custom active min-width max-width
    min-height max-height width height min-device-width max-device-width device-width
    device-height orientation portrait landscape aspect-ratio min-aspect-ratio max-aspect-ratio
    resolution min-resolution max-resolution color monochrome hover pointer any-hover any-pointer
    coarse fine color-gamut p3 srgb rec2020 dynamic-range standard high inverted-colors inverted

    inline block list-item run-in compact marker table inline-table table-row-group
    table-header-group table-footer-group table-row table-column-group table-column table-cell
    table-caption contents flex inline-flex grid inline-grid inline-block flow-root
    visible hidden collapse scroll clip

    before-edge text-before-edge middle central after-edge text-after-edge ideographic alphabetic
    hanging mathematical use-script no-change reset-size text-top text-bottom top bottom baseline
    sub super center first last

    nonzero evenodd sRGB linearRGB optimizeSpeed optimizeQuality optimizeLegibility
    geometricPrecision crispEdges crisp-edges pixelated smooth high-quality from-image

    crosshair default pointer move e-resize ne-resize nw-resize n-resize se-resize sw-resize
    s-resize w-resize ew-resize ns-resize nesw-resize nwse-resize col-resize row-resize all-scroll
    text wait help progress grab grabbing zoom-in zoom-out not-allowed no-drop context-menu cell
    vertical-text alias copy

    ltr rtl embed bidi-override isolate isolate-override plaintext

    caption icon menu message-box small-caption status-bar serif sans-serif cursive fantasy
    monospace system-ui ui-serif ui-sans-serif ui-monospace ui-rounded emoji math fangsong
    xx-small x-small small medium large x-large xx-large xxx-large smaller larger
    wider narrower ultra-condensed extra-condensed condensed semi-condensed semi-expanded expanded
    extra-expanded ultra-expanded italic oblique small-caps all-small-caps petite-caps
    all-petite-caps unicase titling-caps bold bolder lighter weight style
    ordinal slashed-zero lining-nums oldstyle-nums proportional-nums tabular-nums
    diagonal-fractions stacked-fractions common-ligatures no-common-ligatures
    discretionary-ligatures no-discretionary-ligatures historical-ligatures
    no-historical-ligatures contextual no-contextual jis78 jis83 jis90 jis04 simplified traditional
    full-width proportional-width ruby historical-forms

    stroke fill markers miter round bevel miter-clip arcs butt square
    visiblePainted visibleFill visibleStroke painted bounding-box
    start end left right justify match-parent start-end each-line
    underline overline line-through blink solid double dotted dashed wavy
    capitalize uppercase lowercase full-size-kana under from-font
    mixed upright sideways sideways-left sideways-right lr-tb rl-tb tb-rl lr rl tb
    horizontal-tb vertical-rl vertical-lr sideways-rl sideways-lr
    non-scaling-stroke non-scaling-size non-rotation fixed-position viewport
    fill-box stroke-box view-box content-box border-box padding-box margin-box text-box
    nowrap pre pre-wrap pre-line break-spaces break-word anywhere ellipsis
    luminance alpha match-source no-clip add subtract intersect exclude
    repeat repeat-x repeat-y no-repeat space contain cover scale-down
    multiply screen overlay darken lighten color-dodge color-burn hard-light soft-light difference
    exclusion hue saturation color luminosity plus-lighter plus-darker
    flat preserve-3d fixed local only-light

    ease linear ease-in ease-out ease-in-out step-start step-end jump-start jump-end jump-none
    jump-both infinite alternate reverse alternate-reverse forwards backwards both running paused
    transform opacity contents scroll-position replace accumulate

    userSpaceOnUse objectBoundingBox userSpace strokeWidth pad reflect
    xMinYMin xMidYMin xMaxYMin xMinYMid xMidYMid xMaxYMid xMinYMax xMidYMax xMaxYMax meet slice
    defer auto-start-reverse align stretch exact spacing spacingAndGlyphs
    SourceGraphic SourceAlpha BackgroundImage BackgroundAlpha FillPaint StrokePaint
    matrix saturate hueRotate luminanceToAlpha translate scale rotate skewX skewY
    fractalNoise turbulence stitch noStitch identity table discrete gamma
    over out atop xor arithmetic lighter erode dilate duplicate wrap true false R G B A
    CSS XML freeze remove sum always whenNotActive never indefinite media discrete paced spline
    auto-reverse default
"""

KEYWORDS: Final = frozenset(f"{_COLOURS} {_WORDS}".lower().split()) | {
    name.lower() for name in PROPERTIES
}

# SVG 1.1, appendix N and 5.8.5, for the attribute requiredFeatures.
FEATURE: Final = (
    r"http://www\.w3\.org/TR/SVG11/feature#(?:SVG(?:DOM)?(?:-static|-animation|-dynamic)?|"
    r"(?:Core|Container|Conditional|View|Structure|BasicStructure|Shape|BasicText|Text|"
    r"PaintAttribute|BasicPaintAttribute|OpacityAttribute|GraphicsAttribute|"
    r"BasicGraphicsAttribute|Marker|ColorProfile|Gradient|Pattern|Clip|BasicClip|Mask|Filter|"
    r"BasicFilter|DocumentEventsAttribute|GraphicalEventsAttribute|AnimationEventsAttribute|"
    r"Cursor|Hyperlinking|XlinkAttribute|ExternalResourcesRequired|View|Script|Animation|Font|"
    r"BasicFont|Extensibility|Image|Style|ConditionalProcessing|CoreAttribute|"
    r"ContainerAttribute|ViewportAttribute))"
)

EVENTS: Final = (
    r"begin|end|repeat(?:\(\d{1,6}\))?|click|activate|focusin|focusout|mousedown|mouseup|"
    r"mouseover|mouseout|mousemove|mouseenter|mouseleave|beginEvent|endEvent|repeatEvent|load|"
    r"DOMActivate|DOMFocusIn|DOMFocusOut|touchstart|touchend|pointerdown|pointerup"
)
