/**
 * Shapes of PROTOCOL.md.
 *
 * @typedef {import("../lib/wire.js").User} User
 *
 * @typedef {object} Reaction
 * @property {string} emoji
 * @property {number} count
 * @property {boolean} [mine] told over HTTP alone
 * @property {User[]} [users] the first of those who stand behind it
 *
 * @typedef {object} Attachment
 * @property {number} id
 * @property {"image" | "audio" | "file"} kind
 * @property {string} name
 * @property {number} size
 * @property {string} mime
 * @property {string} url
 * @property {string | null} thumb_url
 * @property {number | null} width
 * @property {number | null} height
 * @property {number | null} duration
 *
 * @typedef {object} Message
 * @property {number} id
 * @property {string} [stream]
 * @property {number} seq
 * @property {User} sender
 * @property {string} cid
 * @property {string} content
 * @property {string} html
 * @property {{id: number, sender: User, excerpt: string} | null} reply_to
 * @property {number | null} [thread] the message under which it hangs
 * @property {number} [thread_count]
 * @property {Reaction[]} [reactions]
 * @property {Attachment[]} [attachments]
 * @property {string} created_at
 * @property {string | null} edited_at
 * @property {boolean} deleted
 * @property {boolean} [pinned]
 *
 * @typedef {{results: Message[], next: string | null, previous: string | null}} Page
 */
export {};
