// A restricted page is written down as printed: its own link asks for it so, and the browser's menu says it here.

export function noteOfPrinting() {
  const link = document.querySelector("[data-print]");
  if (link) window.addEventListener("beforeprint", () => { fetch(link.href, { keepalive: true }); }, { once: true });
  if (document.querySelector("[data-printed]")) window.print();
}
