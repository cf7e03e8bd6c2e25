/**
 * Shapes of PROTOCOL.md that every feature shares.
 *
 * @typedef {{id: number, username: string, avatar_url: string | null, level: number}} User
 */
export {};
