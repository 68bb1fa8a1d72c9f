// Keys in the attendance grid: one letter sets a seat and moves down, arrows move. They act only while a strip has the
// focus, and can be turned off. The grid is radio buttons and a Save button, and works without any of this.

const OFF = "attendance-keys-off";
const form = document.querySelector("[data-attendance]");

function setUp() {
  const strips = [...form.querySelectorAll("[data-strip]")];
  const keys = form.querySelector("[data-keys]");
  const button = form.querySelector("[data-keys-switch]");
  let on = localStorage.getItem(OFF) !== "yes";

  const radios = (strip) => [...strip.querySelectorAll("input")];
  const chosen = (strip) => radios(strip).find((radio) => radio.checked);
  const deputyOf = (strip) => strip.closest("tr").querySelector("input[type='text']");

  function show() {
    keys.classList.toggle("portal-keys--off", !on);
    button.textContent = on ? "Turn keys off" : "Turn keys on";
  }

  function showDeputies() {
    for (const strip of strips) {
      const deputy = deputyOf(strip);
      deputy.hidden = chosen(strip)?.dataset.letter !== "D" && !deputy.value;
    }
  }

  function count() {
    showDeputies();
    const filled = strips.filter(chosen).length;
    const left = strips.length - filled;
    form.querySelector("[data-filled]").textContent = String(filled);
    form.querySelector("[data-still]").textContent = left ? `${left} still to do` : "Nothing is left to do";
    const rest = form.querySelector("[data-rest]");
    if (rest) {
      rest.textContent = `Save, and mark the other ${left} present`;
      rest.hidden = left === 0;
    }
  }

  function focusOn(strip) {
    if (strip) (chosen(strip) ?? radios(strip)[0]).focus();
  }

  function set(strip, radio) {
    for (const one of radios(strip)) one.checked = one === radio;
    if (radio?.dataset.letter !== "D") deputyOf(strip).value = "";
    count();
  }

  function press(event, strip) {
    if (!on || event.ctrlKey || event.altKey || event.metaKey) return;
    const place = strips.indexOf(strip);
    const radio = radios(strip).find((one) => one.dataset.letter === event.key.toUpperCase());
    if (radio) {
      set(strip, radio);
      if (radio.dataset.letter === "D") deputyOf(strip).focus();
      else focusOn(strips[place + 1] ?? strip);
    } else if (event.key === "ArrowDown") focusOn(strips[place + 1]);
    else if (event.key === "ArrowUp") focusOn(strips[place - 1]);
    else if (event.key === "Delete" || event.key === "Backspace") set(strip, null);
    else return;
    event.preventDefault();
  }

  for (const strip of strips) {
    strip.addEventListener("keydown", (event) => press(event, strip));
    strip.addEventListener("change", () => set(strip, chosen(strip)));
    // Enter after a deputy's name goes on with the next seat, and does not send the form.
    deputyOf(strip).addEventListener("keydown", (event) => {
      if (!on || event.key !== "Enter") return;
      event.preventDefault();
      focusOn(strips[strips.indexOf(strip) + 1] ?? strip);
    });
  }
  button.addEventListener("click", () => {
    on = !on;
    localStorage.setItem(OFF, on ? "no" : "yes");
    show();
  });
  keys.hidden = false;
  show();
  showDeputies();
}

if (form) setUp();
