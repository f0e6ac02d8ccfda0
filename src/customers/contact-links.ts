/** Whom a change of a contact's number concerns: whoever chats in a conversation, or a contact of the books. */
export type LinkedPerson = { conversationId: string } | { contactRef: string };
