// Five minutes before a session lapses, the page says so and offers to stay (WCAG 2.2.1). Every tab counts.

const SEEN = "portal-seen";
const WARN_BEFORE = 5 * 60;

function lastSeen() {
  return Number(localStorage.getItem(SEEN) || Date.now());
}

async function stay(box) {
  const form = box.querySelector("form");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" });
    if (!answer.ok) throw new Error(String(answer.status));
    localStorage.setItem(SEEN, String(Date.now()));
    box.hidden = true;
  } catch {
    box.querySelector("p").textContent = "You have been signed out. Send what you typed: it is kept, and you go on with it once you have signed in.";
    form.remove();
  }
}

export function warnBeforeSignOut() {
  const box = document.querySelector("[data-session]");
  if (!box) return;
  const seconds = Number(box.dataset.session);
  try {
    localStorage.setItem(SEEN, String(Date.now()));
    box.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      stay(box);
    });
    setInterval(() => {
      box.hidden = (Date.now() - lastSeen()) / 1000 < seconds - WARN_BEFORE;
    }, 10000);
  } catch {
    // A browser that keeps nothing cannot count across its tabs.
  }
}
