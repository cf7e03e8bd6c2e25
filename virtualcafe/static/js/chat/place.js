/**
 * Where a chat element stands: what its section says about the stream, the room and the reader.
 *
 * @typedef {object} Place
 * @property {HTMLElement} section on which the chat's elements hear each other
 * @property {string} stream
 * @property {string} messages the path of the stored messages
 * @property {{id: number, username: string, avatar_url: string | null}} me
 */

/**
 * @param {Element} element
 * @returns {Place}
 */
export function placeOf(element) {
  const section = /** @type {HTMLElement | null} */ (element.closest("section[data-stream]"));
  if (!section) throw new Error(`<${element.localName}> stands outside of a chat`);
  const { stream = "", messages = "", me, myName = "", myPicture } = section.dataset;
  return {
    section,
    stream,
    messages,
    me: { id: Number(me), username: myName, avatar_url: myPicture || null },
  };
}
