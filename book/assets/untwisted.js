// Stepping through a trace. Without this script a trace is a table like any other.

(() => {
  "use strict";

  const HINT = "Step through it, with the buttons or with the keys ← and →";

  class Stepper {
    constructor(rails) {
      this.rails = rails;
      this.rows = [...rails.querySelectorAll("tbody tr")];
      this.at = this.rows.length - 1;
      this.stepping = false;

      this.first = this.button("Start", () => this.go(0));
      this.back = this.button("← Back", () => this.go(this.at - 1));
      this.next = this.button("Next →", () => this.go(this.at + 1));
      this.all = this.button("Show all", () => this.showAll());
      this.said = document.createElement("span");
      this.said.className = "visually-hidden";
      this.said.setAttribute("aria-live", "polite");

      const controls = document.createElement("div");
      controls.className = "stepper";
      controls.setAttribute("role", "group");
      controls.setAttribute("aria-label", HINT);
      controls.append(this.first, this.back, this.next, this.all, this.said);
      rails.before(controls);

      rails.tabIndex = 0;
      rails.setAttribute("role", "group");
      rails.setAttribute("aria-label", `Trace of ${rails.dataset.trace}. ${HINT}`);
      for (const part of [controls, rails]) {
        part.addEventListener("keydown", (event) => this.key(event));
      }
      this.show();
    }

    // A button that cannot be used now keeps the focus, so it is not `disabled`.
    button(text, act) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = text;
      button.addEventListener("click", () => {
        if (button.getAttribute("aria-disabled") !== "true") act();
      });
      return button;
    }

    key(event) {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const last = this.rows.length - 1;
      const steps = {
        ArrowRight: this.stepping ? this.at + 1 : 0,
        ArrowLeft: this.at - 1,
        Home: 0,
        End: last,
      };
      if (!(event.key in steps)) return;
      // mdBook would turn the page.
      event.stopPropagation();
      event.preventDefault();
      this.go(Math.min(Math.max(steps[event.key], 0), last));
    }

    go(at) {
      this.at = at;
      this.stepping = true;
      this.show();
      const row = this.rows[at];
      this.said.textContent = [...row.cells].map((cell) => cell.innerText.trim()).filter(Boolean).join(": ");
      row.scrollIntoView({ block: "nearest" });
    }

    showAll() {
      this.at = this.rows.length - 1;
      this.stepping = false;
      this.show();
      this.said.textContent = "All of it is shown";
    }

    show() {
      this.rows.forEach((row, index) => {
        row.classList.toggle("later", this.stepping && index > this.at);
        if (this.stepping && index === this.at) row.setAttribute("aria-current", "step");
        else row.removeAttribute("aria-current");
      });
      const off = (button, is) => button.setAttribute("aria-disabled", String(is));
      off(this.first, this.stepping && this.at === 0);
      off(this.back, this.stepping && this.at === 0);
      off(this.next, !this.stepping || this.at === this.rows.length - 1);
      off(this.all, !this.stepping);
    }
  }

  for (const rails of document.querySelectorAll(".trace .rails")) new Stepper(rails);
})();
