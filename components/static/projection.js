// Board mode: which scene is seen, by the keys, the clicks, the timer and the other window.
// Loaded by index.html on every page, idle unless the page holds a « .deck ». All the scenes are in
// the page: a key asks nothing of the server, and a lost connection changes nothing on the wall.
(() => {
  "use strict";

  const root = document.documentElement;
  const CONTROLS = 'a, button, summary, input, textarea, select, [role="button"], .bar, .scene-note, .scene-figures, dialog';
  const TYPED_IN = 'input, textarea, select, [contenteditable="true"]';
  const STILL = 3000; // ms without a move before the mouse leaves the screen
  const FORGOTTEN = 3000; // ms after which digits typed are no number any more
  const ASKED_EVERY = 2000; // ms between two questions to the server

  let drawn = null; // the deck in the page, which Streamlit may put another in place of
  let key = null; // of the scene seen: its number may change when the figures are read again
  let black = false;
  let paused = false;
  let digits = "";
  let heard = false; // whether the other window is in this browser
  let moves = 0;
  let channel = null;
  const timers = {};

  function later(name, milliseconds, act) {
    clearTimeout(timers[name]);
    timers[name] = setTimeout(act, milliseconds);
  }

  // --- The scenes ------------------------------------------------------------

  const scenes = () => [...drawn.querySelectorAll(".scene")];
  const number = () => Number(drawn.querySelector("[data-scene]").dataset.scene);
  const asked = () => Number(new URLSearchParams(location.search).get("scene"));

  function show(wanted) {
    const all = scenes();
    const place = Math.min(Math.max(wanted, 1), all.length);
    const seen = all[place - 1];
    for (const scene of all) {
      if (scene === seen) continue;
      scene.hidden = true;
      scene.removeAttribute("data-scene");
      scene.removeAttribute("data-scenes");
    }
    seen.hidden = false;
    seen.dataset.scene = place;
    seen.dataset.scenes = all.length;
    const moved = key !== seen.dataset.key;
    if (moved) opened()?.close();
    key = seen.dataset.key;
    document.title = `${seen.dataset.title} – ${place} / ${all.length} – ${drawn.dataset.product}`;
    if (drawn.matches(".presenter")) drawn.querySelector(".desk .at").textContent = place;
    if (moved) announce(`Scène ${place} sur ${all.length}\u00a0: ${seen.dataset.title}`);
    remember(place);
    advanceLater();
  }

  // What explains the numbers of the scene, over it.
  const opened = () => drawn.querySelector("dialog[open]");

  function explain() {
    if (opened()) {
      opened().close();
      return;
    }
    const seen = drawn.querySelector("[data-scene]");
    const list = seen.querySelector(".scene-figures");
    if (list) {
      list.focus({ preventScroll: !matchMedia("(max-width: 50rem)").matches });
      return;
    }
    if (black) toggle("black");
    clearTimeout(timers.advance);
    const dialog = seen.querySelector("dialog");
    dialog.addEventListener("close", () => drawn && advanceLater(), { once: true });
    dialog.showModal();
  }

  function announce(words) {
    drawn.querySelector(".announced").textContent = words;
  }

  // The address says the scene without a word to Streamlit: a reload opens it again.
  function remember(place) {
    if (asked() === place) return;
    const url = new URL(location);
    url.searchParams.set("scene", place);
    history.replaceState(history.state, "", url);
  }

  // --- Moving: by hand, or by the timer ----------------------------------------

  function move(wanted) {
    black = false;
    moves += 1;
    show(wanted);
    sign();
    tell();
    save();
    begin();
  }

  function advanceLater() {
    clearTimeout(timers.advance);
    const seconds = Number(drawn.dataset.seconds);
    if (!seconds || paused || black || opened()) return;
    later("advance", 1000 * seconds, () => move(number() === scenes().length ? 1 : number() + 1));
  }

  function toggle(what) {
    if (what === "black") black = !black;
    else paused = !paused;
    sign();
    advanceLater();
    tell();
  }

  function sign() {
    root.classList.toggle("projecting-black", black);
    root.classList.toggle("projecting-paused", paused);
  }

  const ACTS = {
    next: () => move(number() + 1),
    previous: () => move(number() - 1),
    first: () => move(1),
    last: () => move(scenes().length),
    black: () => toggle("black"),
    pause: () => toggle("pause"),
    notes: () => root.classList.toggle("projecting-notes"),
    explain,
    full: () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen()),
    jump: () => {
      const wanted = Number(digits);
      const exists = wanted >= 1 && wanted <= scenes().length;
      if (digits && exists) move(wanted);
      const missing = digits && !exists ? `Pas de scène ${wanted}` : "";
      digits = "";
      display(missing);
      if (missing) announce(missing);
    },
    leave: () => {
      if (document.fullscreenElement) document.exitFullscreen();
      else drawn.querySelector(".leave")?.click();
    },
  };

  const KEYS = {
    ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next",
    ArrowLeft: "previous", ArrowUp: "previous", PageUp: "previous",
    Home: "first", End: "last", Enter: "jump", Escape: "leave",
    f: "full", b: "black", ".": "black", p: "pause", n: "notes", e: "explain",
  };

  function type(text) {
    digits = text;
    display(text);
  }

  function display(text) {
    const sign = drawn.querySelector(".typed");
    sign.textContent = text;
    sign.hidden = !text;
    if (text) later("digits", FORGOTTEN, () => drawn && type(""));
  }

  // Before anyone else: the arrows are also those of maillage.js, the letters those of Streamlit.
  addEventListener(
    "keydown",
    (event) => {
      const modified = event.metaKey || event.ctrlKey || event.altKey;
      if (!drawn || modified || event.target.closest?.(TYPED_IN)) return;
      const pressed = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      // The browser moves within a dialog, and closes it.
      if (opened() && pressed !== "e") {
        event.stopImmediatePropagation();
        return;
      }
      if (pressed === " " || (pressed === "Enter" && !digits)) {
        if (event.target.closest?.(CONTROLS)) return;
      }
      const digit = /^\d$/.test(pressed);
      if (!digit && !KEYS[pressed]) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (digit) type(`${digits}${pressed}`.slice(-3));
      else ACTS[KEYS[pressed]]();
    },
    true,
  );

  addEventListener("click", (event) => {
    if (!drawn || event.defaultPrevented || event.button) return;
    // A button clicked would keep the keyboard, and the next space.
    if (event.detail) document.activeElement?.blur();
    const act = event.target.closest?.("[data-do]");
    if (act) ACTS[act.dataset.do]();
    else if (event.target.matches?.("dialog")) event.target.close(); // beside what it holds
    else if (drawn.matches(".deck-wall") && drawn.contains(event.target)) turn(event);
  });

  function turn({ target, clientX }) {
    if (target.closest(CONTROLS)) return;
    if (clientX > (innerWidth * 2) / 3) ACTS.next();
    else if (clientX < innerWidth / 3) ACTS.previous();
  }

  // The browser also says that the mouse moves when the page does under it.
  addEventListener("mousemove", ({ movementX, movementY }) => {
    if (!drawn || !(movementX || movementY)) return;
    root.classList.remove("projecting-still");
    later("still", STILL, () => root.classList.add("projecting-still"));
  });

  // --- The other window --------------------------------------------------------

  function tell() {
    channel?.postMessage({ scene: number(), black, paused });
  }

  function listen() {
    channel?.close();
    heard = false;
    channel = new BroadcastChannel(`maillage-projection-${drawn.dataset.presentation}`);
    channel.onmessage = ({ data }) => {
      if (!drawn) return;
      heard = true;
      if (data.asking) {
        tell();
        return;
      }
      moves += 1;
      ({ black, paused } = data);
      show(data.scene);
      sign();
      begin();
    };
    // The wall is where its address says, and tells it; the desk asks, and follows.
    if (drawn.matches(".presenter")) channel.postMessage({ asking: true });
    else tell();
  }

  // One message at a time, the last one last: two on their way could arrive in disorder.
  const address = () => `/api/projection/${drawn.dataset.presentation}`;
  let saving = false;

  async function save() {
    if (saving) return;
    saving = true;
    for (let saved = -1; drawn && saved !== moves; ) {
      saved = moves;
      await ask({ method: "POST", body: JSON.stringify({ scene: number() }) });
    }
    saving = false;
  }

  async function ask(options) {
    const headers = { "Content-Type": "application/json" };
    try {
      const answer = await fetch(address(), { headers, ...options });
      // Started again, the presentation has another number, which the desk asks for.
      if (answer.status === 404 && drawn?.matches(".presenter")) location.reload();
      return answer.ok ? await answer.json() : null;
    } catch {
      return null; // The server is away: the wall goes on without it.
    }
  }

  // A second window on another machine hears nothing: it asks the server. In this browser it only
  // learns there that the presentation has been started again.
  setInterval(async () => {
    if (!drawn?.matches(".presenter") || saving) return;
    const before = moves;
    const answer = await ask({});
    if (heard || !drawn || moves !== before || !answer?.scene) return;
    if (answer.scene !== number()) show(answer.scene);
  }, ASKED_EVERY);

  // --- The desk of who speaks ----------------------------------------------------

  const since = () => `maillage-projection-${drawn.dataset.presentation}`;

  // The talk lasts since the first move.
  function begin() {
    if (!drawn.matches(".presenter") || sessionStorage.getItem(since())) return;
    sessionStorage.setItem(since(), Date.now());
  }

  function tick() {
    if (!drawn?.matches(".presenter")) return;
    const now = new Date();
    const began = Number(sessionStorage.getItem(since())) || now.getTime();
    const minutes = Math.floor((now - began) / 60000);
    const timeZone = drawn.dataset.timezone;
    const hour = now.toLocaleTimeString("fr-FR", { hour: "2-digit", minute: "2-digit", timeZone });
    write(".clock", hour.replace(":", "\u00a0h\u00a0"));
    write(".elapsed", `${minutes}\u00a0min`);
  }

  function write(where, words) {
    const there = drawn.querySelector(where);
    if (there.textContent !== words) there.textContent = words;
  }

  setInterval(tick, 1000);

  // --- What Streamlit draws --------------------------------------------------------

  // Known by the address before anything is drawn: the head of the site never shows.
  function prepare() {
    const query = new URLSearchParams(location.search);
    const here = location.pathname === "/projection" && (query.has("scene") || query.has("vue"));
    root.classList.toggle("projecting", here);
  }

  // A deck has come, in place of another or not: it shows the scene that was seen, or else the one
  // of the address. Called before the browser paints.
  function follow() {
    prepare();
    const deck = document.querySelector(".deck");
    if (deck === drawn) return;
    const before = drawn?.dataset.presentation;
    drawn = deck;
    if (deck) arrive(before);
    else depart();
  }

  function arrive(before) {
    const same = key && scenes().findIndex((scene) => scene.dataset.key === key) + 1;
    show(same || asked() || number());
    sign();
    tick();
    if (before !== drawn.dataset.presentation) listen();
    if (!before) root.classList.add("projecting-still");
  }

  function depart() {
    Object.values(timers).forEach(clearTimeout);
    channel?.close();
    channel = key = null;
    black = paused = false;
    digits = "";
    sign();
    root.classList.remove("projecting-notes", "projecting-still");
    if (document.fullscreenElement) document.exitFullscreen();
  }

  prepare();
  addEventListener("popstate", () => {
    key = null;
    prepare();
  });
  new MutationObserver(follow).observe(document.body, { childList: true, subtree: true });
})();
