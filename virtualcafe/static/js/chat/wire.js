/**
 * Shapes of PROTOCOL.md.
 *
 * @typedef {import("../lib/wire.js").User} User
 *
 * @typedef {object} Message
 * @property {number} id
 * @property {number} seq
 * @property {User} sender
 * @property {string} cid
 * @property {string} content
 * @property {string} html
 * @property {{id: number, sender: User, excerpt: string} | null} reply_to
 * @property {string} created_at
 * @property {string | null} edited_at
 * @property {boolean} deleted
 */
export {};
