/**
 * Objects of the wire protocol that private threads meet.
 *
 * @typedef {object} Thread
 * @property {number} id
 * @property {string} stream
 * @property {{id: number, username: string, avatar_url: string | null}} user the other one
 * @property {{content: string, attachments: {kind: string}[], created_at: string} | null} last_message
 * @property {number} unread
 */

export {};
