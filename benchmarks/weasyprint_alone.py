"""WeasyPrint as it comes, on a report's HTML: what the report's total time is measured against.

`python -m benchmarks.weasyprint_alone IN.html OUT.pdf`. The same fonts and symbols, the same PDF/UA variant; none of
our limits, checks or savings.
"""

import sys
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from reporting.pdf.assets import AssetFetcher, font_faces


def main(source: Path, out: Path) -> None:
    fetcher, fonts = AssetFetcher(), FontConfiguration()
    faces = CSS(string=font_faces(), url_fetcher=fetcher, font_config=fonts)
    page = HTML(string=source.read_text(encoding="utf-8"), base_url=None, url_fetcher=fetcher)
    out.write_bytes(page.write_pdf(font_config=fonts, stylesheets=[faces], pdf_variant="pdf/ua-1"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
