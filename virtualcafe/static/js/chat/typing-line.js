import { CafeElement } from "../lib/element.js";
import { socket } from "../lib/socket.js";
import { placeOf } from "./place.js";
import { Typists, typingWords } from "./typists.js";

/** Who is typing, in one line. */
export class TypingLine extends CafeElement {
  #typists = new Typists();

  connected() {
    const live = socket.stream(placeOf(this).stream);
    this.on(live, "typing", ({ detail }) => this.#typing(detail.user));
    this.on(live, "stop_typing", ({ detail }) => this.#stopped(detail.user.id));
    this.on(live, "leave", ({ detail }) => this.#stopped(detail.user.id));
    this.on(live, "chat_message", ({ detail }) => this.#stopped(detail.message.sender.id));
    this.on(socket, "state", () => this.#clear());
  }

  /** @param {{id: number, username: string}} person */
  #typing(person) {
    this.#typists.typing(person, Date.now());
    this.#draw();
    this.later(() => this.#draw(), 7_100);
  }

  /** @param {number} id */
  #stopped(id) {
    this.#typists.stopped(id);
    this.#draw();
  }

  #clear() {
    this.#typists.clear();
    this.#draw();
  }

  #draw() {
    const words = typingWords(this.#typists.names(Date.now()));
    const line = this.inside(".chat-typing");
    if (line.textContent !== words) line.textContent = words;
  }
}

customElements.define("typing-line", TypingLine);
