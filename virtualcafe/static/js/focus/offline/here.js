// The one keeper of this browser.
import { newCid } from "../../lib/cid.js";
import { browserStore } from "../../lib/store.js";
import { OfflineKeeper } from "./keeper.js";

export const keeper = new OfflineKeeper(browserStore, { now: () => Date.now(), newCid });
