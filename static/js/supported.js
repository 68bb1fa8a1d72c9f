// Runs before the page is drawn, so that what needs script is not shown and then moved.
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
}
