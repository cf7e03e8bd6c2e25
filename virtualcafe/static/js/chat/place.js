/**
 * Where a chat element stands: what its section says about the stream, its page and the reader.
 *
 * @typedef {object} Place
 * @property {HTMLElement} section on which the chat's elements hear each other
 * @property {string} stream
 * @property {string} messages the path of the stored messages
 * @property {string} page the path of the page where the stream is read
 * @property {number | null} thread the message whose thread this is; null for the stream itself
 * @property {{id: number, username: string, avatar_url: string | null}} me
 */

/**
 * @param {Element} element
 * @returns {Place}
 */
export function placeOf(element) {
  const section = /** @type {HTMLElement | null} */ (element.closest("section[data-stream]"));
  if (!section) throw new Error(`<${element.localName}> stands outside of a chat`);
  const {
    stream = "",
    messages = "",
    page = "",
    thread,
    me,
    myName = "",
    myPicture,
  } = section.dataset;
  return {
    section,
    stream,
    messages,
    page,
    thread: Number(thread) || null,
    me: { id: Number(me), username: myName, avatar_url: myPicture || null },
  };
}
