"""What attackers type who know Markdown: its shapes, filled with what they type anywhere."""

from __future__ import annotations

from .corpus import ADDRESSES, BREAKOUTS, ELEMENTS, MUTATIONS, NAMESPACES, lines

#: What only means something to Markdown and to formulas; `{}` takes an address or an element.
MARKDOWN = lines(r"""
[x]({})
[x](<{}>)
[x]({} "title")
![x]({})
<{}>
[x]: {}
[{}](https://example.org)
[x](https://example.org "{}")
[x](https://example.org?{})
`{}`
**{}**
||{}||
- [ ] {}
- [x]({})
> {}
# {}
@{}
@alice{}
$\href{{{}}}{{x}}$
$\url{{{}}}$
$\text{{{}}}$
$\mbox{{{}}}$
$\class{{{}}}{{x}}$
$\style{{{}}}{{x}}$
$\color{{{}}}{{x}}$
$\operatorname{{{}}}$
$\begin{{{}}}x\end{{{}}}$
$\html{{{}}}$
$$ {} $$
https://example.org/{}
https://example.org"{}
www.example.org{}
""")
CODE = ["```{}\nx\n```", "```html\n{}\n```", "~~~ {}\nx", "| {} |\n|-|\n| {} |", "[x]\n\n[x]: {}"]

#: What a Markdown vector is filled with: every address, and elements of every kind.
_FILLINGS = [
    *ADDRESSES,
    ELEMENTS[0],
    ELEMENTS[10],
    *MUTATIONS[::6],
    *NAMESPACES[::6],
    *BREAKOUTS[:8],
]


def markdown_vectors() -> list[str]:
    return [shape.format(filling, filling) for shape in MARKDOWN + CODE for filling in _FILLINGS]
