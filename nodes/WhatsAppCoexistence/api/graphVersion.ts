/** The version of Meta's Graph API that this package is made for; the WhatsApp pages of Meta print this one. */
export const GRAPH_VERSION = 'v25.0';

/** Where the APIs are, unless the credential names another address (a newer version, a proxy, a stand-in). */
export const META_BASE_URL = `https://graph.facebook.com/${GRAPH_VERSION}`;
export const DIALOG_BASE_URL = 'https://waba-v2.360dialog.io';
