"""The big number of a priority's band as a picture: as a picture it is decoration, which nobody is read twice."""

from __future__ import annotations

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from reporting.theme import PETROL, Theme

# Width to height of the room in the band: one figure is as high as the room, three are as wide.
ROOM = 1.3


def numeral_svg(letters: str, font: TTFont) -> str:
    """`letters` in the outlines of `font`, at the right of its room, in the default brand. KeyError without glyph."""
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    path, bounds, x = SVGPathPen(glyphs, ntos=lambda number: f"{number:.0f}"), BoundsPen(glyphs), 0
    for letter in letters:
        glyph = glyphs[names[ord(letter)]]
        for pen in (path, bounds):
            # The font's y axis points up, a picture's down.
            glyph.draw(TransformPen(pen, (1, 0, 0, -1, x, 0)))
        x += glyph.width
    left, top, right, bottom = bounds.bounds
    height = bottom - top
    width = max(right - left, ROOM * height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{max(height, width / ROOM):.0f}" '
        f'viewBox="{right - width:.0f} {top:.0f} {width:.0f} {max(height, width / ROOM):.0f}">'
        f'<path d="{path.getCommands()}" fill="{Theme(PETROL).scale["600"]}" fill-opacity="0.6"/></svg>'
    )
