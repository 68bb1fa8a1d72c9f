// Comfort on top of pages that all work without script.
import { initAll } from "../dist/js/govuk-frontend.min.js";
import { keepDrafts } from "./drafts.js";
import { noteOfPrinting } from "./print.js";
import { warnBeforeSignOut } from "./session.js";

const narrow = window.matchMedia("(max-width: 700px)");

/** Turns the Menu link, which leads to the foot, into a button that opens the navigation in place. */
function openMenuInPlace() {
  const link = document.querySelector("[data-menu]");
  const header = link.closest("header");
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.textContent = link.textContent;
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => {
    const open = header.classList.toggle("portal-menu-open");
    button.setAttribute("aria-expanded", String(open));
  });
  link.replaceWith(button);
}

/** A filter is open beside a list and closed above it. */
function foldFilters() {
  for (const details of document.querySelectorAll("[data-filter]")) {
    details.open = !narrow.matches;
  }
}

/**
 * Follows a job until it ends, then loads the page again, which shows the result.
 * The address in data-job answers {"progress": 0-100, "doing": "words", "finished": true or false}.
 */
async function followJob(box) {
  const bar = box.querySelector("progress");
  const words = box.querySelector("[data-job-words]");
  let pause = 1000;
  for (;;) {
    await new Promise((done) => setTimeout(done, pause));
    try {
      const answer = await fetch(box.dataset.job, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const job = await answer.json();
      if (job.finished) return window.location.reload();
      bar.value = job.progress;
      if (words.textContent !== job.doing) words.textContent = job.doing;
      pause = 1000;
    } catch {
      // A server that restarts is asked again, less and less often.
      pause = Math.min(pause * 2, 30000);
    }
  }
}

/** Says above a list how many of its rows are ticked, and what can be done with them; ticks all of them at once. */
function countTicked(form) {
  const boxes = [...form.querySelectorAll('[name="row"]')];
  const bar = form.querySelector("[data-bulk-bar]");
  const words = form.querySelector("[data-bulk-words]");
  if (boxes.length === 0) {
    bar.hidden = true;
    return;
  }
  const clear = document.createElement("button");
  clear.type = "button";
  clear.className = "portal-link-button govuk-link";
  clear.textContent = "Clear selection";
  const show = () => {
    const count = boxes.filter((box) => box.checked).length;
    words.textContent = `${count} selected`;
    bar.hidden = count === 0;
  };
  const tickAll = (ticked) => {
    boxes.forEach((box) => { box.checked = ticked; });
    all.checked = ticked;
    show();
  };
  const all = document.createElement("input");
  all.type = "checkbox";
  all.className = "portal-tick__box";
  all.setAttribute("aria-label", "Select every row on this page");
  all.addEventListener("change", () => tickAll(all.checked));
  clear.addEventListener("click", () => { tickAll(false); boxes[0].focus(); });
  form.addEventListener("change", show);
  form.querySelector("th.portal-tick").replaceChildren(all);
  bar.append(clear);
  bar.classList.add("portal-bulk__bar--above");
  form.prepend(bar);
  show();
}

initAll();
openMenuInPlace();
foldFilters();
keepDrafts();
warnBeforeSignOut();
noteOfPrinting();
narrow.addEventListener("change", foldFilters);
document.querySelectorAll("[data-job]").forEach(followJob);
document.querySelectorAll("[data-bulk]").forEach(countTicked);
document.querySelector("[data-notice]")?.focus();
