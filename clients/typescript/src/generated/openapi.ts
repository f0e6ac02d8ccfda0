// Made from the routes of the API by `npm run client`. Not written by hand.

export interface paths {
    "/v1/apikeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys
         * @description Scope: `admin`.
         */
        get: operations["getApikeys"];
        put?: never;
        /**
         * Issue an API key
         * @description The key is in this answer and nowhere else: only its hash is stored.
         *
         *     Scope: `admin`. With a session: a proof of at most ten minutes ago (`POST /v1/me/proof`).
         */
        post: operations["postApikeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/apikeys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an API key
         * @description Scope: `admin`.
         */
        get: operations["getApikeysId"];
        put?: never;
        post?: never;
        /**
         * Revoke an API key at once
         * @description Scope: `admin`.
         */
        delete: operations["deleteApikeysId"];
        options?: never;
        head?: never;
        /**
         * Set how often a key may call
         * @description From its next call on. Over its pace it is answered 429 with `Retry-After`.
         *
         *     Scope: `admin`.
         */
        patch: operations["patchApikeysId"];
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who did what
         * @description Newest first. What was done in the compliance compartment is there for callers with `compliance` alone.
         *
         *     Scope: `audit:read`.
         */
        get: operations["getAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/budget": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the budget and where the month stands
         * @description Scope: `costs:read`.
         */
        get: operations["getBudget"];
        /**
         * Set or change the budget for messages of a month
         * @description Staff is told at `warnAtPercent` of it (callback `budget.warned`) and when it is used up (`budget.exhausted`): from then on reminders, notices and marketing are held until the month is over or the budget is raised. Answers, decisions and security go on.
         *
         *     Scope: `admin`.
         */
        put: operations["putBudget"];
        post?: never;
        /**
         * Take the budget away: nothing is held for want of money
         * @description Scope: `admin`.
         */
        delete: operations["deleteBudget"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Holidays, half days and days of your own
         * @description Those that are not what their weekday says, in order, all on one page. A year from today where nothing is asked for; 400 days at most.
         *
         *     Scope: `triggers:read`.
         */
        get: operations["getCalendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calendar/{date}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a holiday, a half day or a day of your own
         * @description Of a day that is what its weekday says: 404.
         *
         *     Scope: `triggers:read`.
         */
        get: operations["getCalendarDate"];
        /**
         * Say that a day is a holiday, a half day or a working day
         * @description Counts more than the public calendar: for the dates of rules, reminders and terms in business days, office hours, and quiet days (where Sundays are quiet, a holiday is too). What was decided before stays as it was, and so does a day that is over. `If-Match: "0"` only says it of a day nothing was said about.
         *
         *     Scope: `triggers:write`.
         */
        put: operations["putCalendarDate"];
        post?: never;
        /**
         * Take back what was said about a day
         * @description Scope: `triggers:write`.
         */
        delete: operations["deleteCalendarDate"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/callbacks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List callback endpoints by name
         * @description Scope: `callbacks:read`.
         */
        get: operations["getCallbacks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/callbacks/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a callback endpoint
         * @description Scope: `callbacks:read`.
         */
        get: operations["getCallbacksName"];
        /**
         * Make or change a callback endpoint
         * @description The answer holds the signing secret when this call set it, and never again. A replaced secret keeps signing beside the new one for a day. Calls follow Standard Webhooks: at least once, unordered, dedupe by `webhook-id`.
         *
         *     Scope: `callbacks:write`.
         */
        put: operations["putCallbacksName"];
        post?: never;
        /**
         * Remove a callback endpoint
         * @description Scope: `callbacks:write`.
         */
        delete: operations["deleteCallbacksName"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/callbacks/{name}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the calls of an endpoint with their attempts, newest first
         * @description Scope: `callbacks:read`.
         */
        get: operations["getCallbacksNameDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/callbacks/{name}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make calls again, by id or by when they were queued
         * @description Whatever became of them: the same bytes under the same `webhook-id`, oldest first, with all attempts anew. `from` counts, `to` does not.
         *
         *     Scope: `callbacks:write`.
         */
        post: operations["postCallbacksNameReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/callbacks/{name}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a signed call of the type callback.test
         * @description Whatever types the endpoint wants. What became of it is among its deliveries, under this id.
         *
         *     Scope: `callbacks:write`.
         */
        post: operations["postCallbacksNameTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/canned-replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the canned replies, by shortcut
         * @description Scope: `conversations:read`.
         */
        get: operations["getCannedreplies"];
        put?: never;
        /**
         * Make a canned reply
         * @description A text that people put into the box of a chat and send as their own; nothing sends it by itself. At most 200. The same Idempotency-Key makes one. Texts are refused with the words a message of staff is refused with, titles and shortcuts with those that would tell of a check.
         *
         *     Scope: `templates:write`.
         */
        post: operations["postCannedreplies"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/canned-replies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change a canned reply
         * @description All of it; a language that is left out is gone. Messages that were sent stay as they are.
         *
         *     Scope: `templates:write`.
         */
        put: operations["putCannedrepliesId"];
        post?: never;
        /**
         * Delete a canned reply
         * @description Scope: `templates:write`.
         */
        delete: operations["deleteCannedrepliesId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List WhatsApp numbers
         * @description Scope: `channels:read`.
         */
        get: operations["getChannels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channels/{id}/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check how a number is set up, by asking the platform now
         * @description Token, number, account, app secret, webhook (a real call through `PUBLIC_URL`), clocks, templates and database, each by itself and always in this order. Takes some seconds when somebody does not answer. Asked again within five seconds, the answer is the last one.
         *
         *     Scope: `channels:read`.
         */
        get: operations["getChannelsIdChecks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channels/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what the platform told about a number, its account and its templates, newest first
         * @description News that name no number stand under the number whose credentials were given. They are never deleted.
         *
         *     Scope: `channels:read`.
         */
        get: operations["getChannelsIdEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/channels/{id}/test-message": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of the last test message of a number
         * @description Scope: `channels:write`.
         */
        get: operations["getChannelsIdTestmessage"];
        put?: never;
        /**
         * Send the test message of the product to a number, to see a number of ours work
         * @description Decided, planned and sent like every message that nobody asked for: by its template, `number_test_v1`, outside the 24-hour window, held in the quiet hours, and never to somebody who stopped messages (409 `notices_stopped`). Five at once and one in five minutes for all callers together (429). In the audit log, without the number. The same Idempotency-Key sends one.
         *
         *     Scope: `channels:write`.
         */
        post: operations["postChannelsIdTestmessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/colleagues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who works here and can have chats or tasks
         * @description Names and nothing else of their accounts. A page may be shorter than asked for. Who is in the compliance compartment is told there alone.
         *
         *     Scope: `conversations:read`.
         */
        get: operations["getColleagues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what people said about each purpose, newest first
         * @description Consents are written in the chat alone: there is no route that makes one.
         *
         *     Scope: `consents:read`.
         */
        get: operations["getConsents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/consents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a consent with the words that were shown
         * @description Scope: `consents:read`.
         */
        get: operations["getConsentsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List contacts with the customers they act for
         * @description With `q` a page may hold fewer than its limit, also none, while `nextCursor` leads on; beginnings of words are found, the middle of a word is not.
         *
         *     Scope: `customers:read`.
         */
        get: operations["getContacts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List conversations, last activity first
         * @description Scope: `conversations:read`.
         */
        get: operations["getConversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a conversation
         * @description Scope: `conversations:read`.
         */
        get: operations["getConversationsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/assignee": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Make a conversation somebody’s
         * @description Of somebody who works here and may write in chats. Neither bot nor customer learns of it.
         *
         *     Scope: `conversations:write`.
         */
        put: operations["putConversationsIdAssignee"];
        post?: never;
        /**
         * Make a conversation nobody’s
         * @description Scope: `conversations:write`.
         */
        delete: operations["deleteConversationsIdAssignee"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say which contact a person of no books is
         * @description The names the person is known by lead to the contact from then on, and the person proves it by a code before any amount. Answers the conversation of the contact; the same again changes nothing.
         *
         *     Scope: `conversations:write` and `tasks:write`.
         */
        post: operations["postConversationsIdLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the messages of a conversation, oldest first or newest first
         * @description Scope: `conversations:read`.
         */
        get: operations["getConversationsIdMessages"];
        put?: never;
        /**
         * Write to the customer as staff
         * @description Only while the 24-hour window is open. The same Idempotency-Key sends one message. Refused with words that would tell of a check (`MASAK`, `yaptırım`, `sanction` …), give a notice of the law (`ihtar`, `temerrüt`, `fesih` …) or speak of custody (`emanet` …).
         *
         *     Scope: `conversations:write`.
         */
        post: operations["postConversationsIdMessages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the internal notes of a conversation, newest first
         * @description Scope: `conversations:read`.
         */
        get: operations["getConversationsIdNotes"];
        put?: never;
        /**
         * Write an internal note about a conversation
         * @description The customer is sent nothing, and no transcript holds it. It is part of what is kept of a person: in their exported history, and destroyed with an answered erasure. The same Idempotency-Key writes one note. Refused with words that would tell of a check (`MASAK`, `yaptırım`, `sanction` …).
         *
         *     Scope: `conversations:write`.
         */
        post: operations["postConversationsIdNotes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give the chat back to the bot
         * @description Scope: `conversations:write`.
         */
        post: operations["postConversationsIdRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the steps of a conversation, oldest first
         * @description Scope: `conversations:read`.
         */
        get: operations["getConversationsIdSteps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/takeover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take the chat over from the bot
         * @description Scope: `conversations:write`.
         */
        post: operations["postConversationsIdTakeover"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{id}/transcript": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the transcript of a conversation
         * @description Streamed, of any length. `sha256` of a message: of its canonical JSON (RFC 8785) without `sha256`, `status`, `statuses`, `held` and `providerMessageId`; of the whole: of these hashes in order, each followed by a line feed. Says who took it when, and is in the audit log. Few PDFs are drawn at once: 503 `busy` after twenty seconds in line.
         *
         *     Scope: `conversations:read`.
         */
        get: operations["getConversationsIdTranscript"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/costs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What messages of a span of days cost
         * @description Local dates of the tenant; `to` does not count. `key` is the month, the category or the request. Counted from the messages themselves; by request for at most 20,000 messages, each with its price (the free messages of a month belong to no request).
         *
         *     Scope: `costs:read`.
         */
        get: operations["getCosts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List customers by reference
         * @description With `q` a page may hold fewer than its limit, also none, while `nextCursor` leads on; beginnings of words are found, the middle of a word is not.
         *
         *     Scope: `customers:read`.
         */
        get: operations["getCustomers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{ref}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a customer
         * @description Scope: `customers:read`.
         */
        get: operations["getCustomersRef"];
        /**
         * Make or replace a customer with its contacts
         * @description The customer has exactly the given contacts afterwards. Telephone numbers are stored as E.164. `accounts` are reports: what is not named stays, and an older report never takes the place of a newer one. A masked number is refused (`masked_value`).
         *
         *     Scope: `customers:write`.
         */
        put: operations["putCustomersRef"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{ref}/agreements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the agreements of a customer
         * @description Scope: `customers:read`.
         */
        get: operations["getCustomersRefAgreements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{ref}/agreements/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put an agreement on file, or change it
         * @description The agreement on evidence and channel names who may answer for the customer, from which number and up to what; a decision that it does not cover is taken all the same, and says so. The written current-account contract lets letters speak of article 94 and begins its month.
         *
         *     Scope: `customers:write`.
         */
        put: operations["putCustomersRefAgreementsId"];
        post?: never;
        /**
         * Take an agreement off the file
         * @description One that ended is kept with its last day instead. What was decided and asked under it keeps what it says.
         *
         *     Scope: `customers:write`.
         */
        delete: operations["deleteCustomersRefAgreementsId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{ref}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export everything about a customer as one file
         * @description A ZIP, streamed: `customer.json`, `agreements.json`, `transcript.pdf`, `transcript.json`, `requests.json`, `decisions.json` (the evidence as it was hashed), `consents.json`, `notes.json` (what staff wrote down about its people), and `manifest.json` with who took it when, and size and SHA-256 of each. Nothing of the compliance compartment. Few PDFs are drawn at once: 503 `busy` after twenty seconds in line.
         *
         *     Scope: `customers:read` and `conversations:read` and `requests:read` and `consents:read`.
         */
        get: operations["getCustomersRefHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{ref}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show whole telephone and tax numbers of a customer
         * @description Who saw whose numbers and why is in the audit log (`customer.revealed`) before the answer leaves; each call is an entry of its own, a repeated one too. A caller sees thirty customers at once, then one a minute.
         *
         *     Scope: `customers:reveal` and `customers:read`.
         */
        post: operations["postCustomersRefReveal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{ref}/transcript": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export what was said with the people of a customer
         * @description Streamed, of any length. `sha256` of a message: of its canonical JSON (RFC 8785) without `sha256`, `status`, `statuses`, `held` and `providerMessageId`; of the whole: of these hashes in order, each followed by a line feed. Says who took it when, and is in the audit log. Few PDFs are drawn at once: 503 `busy` after twenty seconds in line. Of a person who acts for several customers, what is about the others is left out and counted.
         *
         *     Scope: `conversations:read` and `customers:read`.
         */
        get: operations["getCustomersRefTranscript"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read customers and contacts from a table
         * @description A form with a part `file` (XLSX or separated text, at most 10 MB and 20,000 lines), a line for each contact. `mode` `preview` (left out) writes nothing; `apply` writes where nothing is wrong, `apply_right` whatever is right. What the table does not name stays. The same file again changes nothing. More than IMPORT_LINES_AT_ONCE (2,000) lines are answered with 202 and worked afterwards: `GET /v1/imports/{id}` says how far. With an `Idempotency-Key` the same call is one import.
         *
         *     Scope: `customers:write`.
         */
        post: operations["postCustomersImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deadletters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was given up and waits for people, given up last first
         * @description `from` counts, `to` does not. What people wrote is not shown, only ids.
         *
         *     Scope: `deadletters:read`.
         */
        get: operations["getDeadletters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deadletters/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a dead letter, whatever became of it
         * @description Scope: `deadletters:read`.
         */
        get: operations["getDeadlettersId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deadletters/{id}/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a dead letter away for good
         * @description The reason stands in the audit log.
         *
         *     Scope: `deadletters:write`.
         */
        post: operations["postDeadlettersIdDrop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deadletters/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a dead letter back into work
         * @description Under the ids it had, with all tries anew. A second call changes nothing until it is given up again. Each replay is in the audit log.
         *
         *     Scope: `deadletters:write`.
         */
        post: operations["postDeadlettersIdReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/deadletters/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put back into work whatever matches
         * @description At most 500 in one call; `more` says that there are others. What would only be given up again stays: `notReady`.
         *
         *     Scope: `deadletters:write`.
         */
        post: operations["postDeadlettersReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List documents, newest first
         * @description Scope: `documents:read`.
         */
        get: operations["getDocuments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what is known of a document
         * @description Scope: `documents:read`.
         */
        get: operations["getDocumentsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept what a person sent
         * @description A document request closes as `accepted`, a payment notice as `paid`; a difference notice stays open.
         *
         *     Scope: `documents:write`.
         */
        post: operations["postDocumentsIdAccept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a document
         * @description Every download is logged. `X-Mutabik-Scan: none`: no virus scanner is set up. 403 `original_not_permitted`: only the original is there, and the key lacks `documents:original`.
         *
         *     Scope: `documents:read`.
         */
        get: operations["getDocumentsIdContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents/{id}/identity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that a file of the chat is an identity document
         * @description It has no place in the chat: its contents and what its record says of name and caption are destroyed at once, and who said so is in the audit log. What was written with it stays in the transcript, as the words of every message do. A request that is open hears that the file was refused (`identity_in_chat`). Again is no error. An upload by link stays, and so does what came for a request that ended as accepted (`document_is_evidence`): 409.
         *
         *     Scope: `documents:write`.
         */
        post: operations["postDocumentsIdIdentity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a document back and ask for it again
         * @description The person is told why. A document request ends with the third rejection. Needs no content.
         *
         *     Scope: `documents:write`.
         */
        post: operations["postDocumentsIdReject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents/{id}/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an address a browser downloads from
         * @description The address works once, within a minute, without a key.
         *
         *     Scope: `documents:read`.
         */
        post: operations["postDocumentsIdTickets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List events, newest first
         * @description What is told only to a caller with the scope `compliance` is as if it had never come for others.
         *
         *     Scope: `events:read`.
         */
        get: operations["getEvents"];
        put?: never;
        /**
         * Report an event
         * @description Stored before it is answered. The same `event_id` with the same content gives the same answer and `Idempotency-Replayed: true`; with other content 422. Unknown fields are refused. What each type opens: docs/api.md.
         *
         *     Scope: `events:write`.
         */
        post: operations["postEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{eventId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What came of an event
         * @description Screenings, risk flags and what is addressed to `staff.compliance` are told only to a caller with the scope `compliance`.
         *
         *     Scope: `events:read`.
         */
        get: operations["getEventsEventId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evidence/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check evidence that somebody brings
         * @description Computes each hash anew (SHA-256 of the canonical form, RFC 8785) and holds each decision against our own record. Changes nothing. Without decisions there is nothing to check but what is missing.
         *
         *     Scope: `requests:read` and `conversations:read` and `customers:read`.
         */
        post: operations["postEvidenceVerify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the list of conversations
         * @description CSV of any length, with semicolons; XLSX of 20,000 lines. What a spreadsheet program would take for a formula is made text. In the audit log.
         *
         *     Scope: `conversations:read`.
         */
        get: operations["getExportsConversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the list of customers
         * @description CSV of any length, with semicolons; XLSX of 20,000 lines. What a spreadsheet program would take for a formula is made text. In the audit log.
         *
         *     Scope: `customers:read`.
         */
        get: operations["getExportsCustomers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the list of requests
         * @description CSV of any length, with semicolons; XLSX of 20,000 lines. What a spreadsheet program would take for a formula is made text. In the audit log.
         *
         *     Scope: `requests:read`.
         */
        get: operations["getExportsRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the list of tasks
         * @description CSV of any length, with semicolons; XLSX of 20,000 lines. What a spreadsheet program would take for a formula is made text. In the audit log.
         *
         *     Scope: `tasks:read`.
         */
        get: operations["getExportsTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/transcripts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export what was said with everybody in a period
         * @description Streamed, of any length. `sha256` of a message: of its canonical JSON (RFC 8785) without `sha256`, `status`, `statuses`, `held` and `providerMessageId`; of the whole: of these hashes in order, each followed by a line feed. Says who took it when, and is in the audit log. Few PDFs are drawn at once: 503 `busy` after twenty seconds in line.
         *
         *     Scope: `conversations:read` and `customers:read`.
         */
        get: operations["getExportsTranscripts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List imports of long tables
         * @description Newest first; those of the last thirty days.
         *
         *     Scope: `customers:read`.
         */
        get: operations["getImports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See how far an import is
         * @description Counts of what was found so far; when it is `done`, of what was written.
         *
         *     Scope: `customers:read`.
         */
        get: operations["getImportsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop an import for good
         * @description Customers that are being written are finished, no other is begun; what was written stays. Called again it answers alike. One that is over is 409 `import_over`.
         *
         *     Scope: `customers:write`.
         */
        post: operations["postImportsIdCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who calls, and what they may
         * @description For every caller, about themselves.
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change your name, language or address
         * @description Another `email` needs a proof of at most ten minutes ago.
         *
         *     For people who are signed in.
         */
        patch: operations["patchMe"];
        trace?: never;
    };
    "/v1/me/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What you hear of, and how
         * @description For people who are signed in.
         */
        get: operations["getMeNotices"];
        /**
         * Choose what you hear of, and how
         * @description A kind of work that is left out stays as it is, and so does `channels.push`.
         *
         *     For people who are signed in.
         */
        put: operations["putMeNotices"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/notices/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send yourself a notice
         * @description It tells of nothing. What came of it stands in `reach` soon after.
         *
         *     For people who are signed in.
         */
        post: operations["postMeNoticesTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add the passkey the browser made
         * @description One alone is enough to sign in. At most 20. Your other sessions end.
         *
         *     For people who are signed in. With a session: a proof of at most ten minutes ago (`POST /v1/me/proof`).
         */
        post: operations["postMePasskeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/passkeys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a passkey away
         * @description It opens nothing any more; your other sessions end.
         *
         *     For people who are signed in. With a session: a proof of at most ten minutes ago (`POST /v1/me/proof`).
         */
        delete: operations["deleteMePasskeysId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/passkeys/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin with a passkey
         * @description What the browser needs to make one. Good for five minutes, in this session, once.
         *
         *     For people who are signed in. With a session: a proof of at most ten minutes ago (`POST /v1/me/proof`).
         */
        post: operations["postMePasskeysOptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set your password
         * @description At least 12 characters, none of the common ones. Your other sessions end.
         *
         *     For people who are signed in. With a session: a proof of at most ten minutes ago (`POST /v1/me/proof`).
         */
        put: operations["putMePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prove once more who you are
         * @description With your password, a code of your app or a passkey (`POST /v1/me/proof/options`). Opens what is sensitive for ten minutes.
         *
         *     For people who are signed in.
         */
        post: operations["postMeProof"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/proof/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to prove who you are with a passkey
         * @description The answer of the browser goes to `POST /v1/me/proof`.
         *
         *     For people who are signed in.
         */
        post: operations["postMeProofOptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/push-subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The devices on which you are told
         * @description For people who are signed in.
         */
        get: operations["getMePushsubscriptions"];
        put?: never;
        /**
         * Be told on this device
         * @description What `pushManager.subscribe` gave. The same browser again is the same device, and belongs to whoever turned it on there last. At most 10.
         *
         *     For people who are signed in.
         */
        post: operations["postMePushsubscriptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/push-subscriptions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Be told on a device no more
         * @description For people who are signed in.
         */
        delete: operations["deleteMePushsubscriptionsId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make ten recovery codes
         * @description Each is a second factor, once. Those of before are over.
         *
         *     For people who are signed in. With a session: a proof of at most ten minutes ago (`POST /v1/me/proof`).
         */
        post: operations["postMeRecoverycodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin with an authenticator app
         * @description The app counts once a code of it was confirmed; the one of before counts until then.
         *
         *     For people who are signed in. With a session: a proof of at most ten minutes ago (`POST /v1/me/proof`).
         */
        post: operations["postMeTotp"];
        /**
         * Take the authenticator app away
         * @description For people who are signed in. With a session: a proof of at most ten minutes ago (`POST /v1/me/proof`).
         */
        delete: operations["deleteMeTotp"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/totp/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm the authenticator app with a code of it
         * @description For people who are signed in. With a session: a proof of at most ten minutes ago (`POST /v1/me/proof`).
         */
        post: operations["postMeTotpConfirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List messages of ours: those that are held, the next to go first, or those that were sent, the latest first
         * @description `held`: what is decided and waits, for the end of the quiet hours, for a template, for money; each goes by itself when its reason is over. `sent`: what the platform took, with what it said of it since. `reason` and `conversation` are of `held`.
         *
         *     Scope: `conversations:read`.
         */
        get: operations["getMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{id}/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Drop a held message: it is never sent
         * @description Its line stays in the transcript as not sent. Written to the audit log.
         *
         *     Scope: `conversations:write`.
         */
        post: operations["postMessagesIdDrop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tell the whole way of a message of ours, also why it was not sent
         * @description Event, rule, contact, consent, window, template, plan, price, attempts, statuses, answer and callbacks: as data, and as sentences in Turkish or English for whoever reads the transcript.
         *
         *     Scope: `conversations:read` and `requests:read`.
         */
        get: operations["getMessagesIdExplain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a held message go now
         * @description It is looked at once more as it leaves: who stopped messages meanwhile, or has answered, gets nothing. Written to the audit log.
         *
         *     Scope: `conversations:write`.
         */
        post: operations["postMessagesIdRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/outside-model": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the settings of the model outside
         * @description Scope: `admin`.
         */
        get: operations["getOutsidemodel"];
        /**
         * Set or change the model outside that may propose meanings
         * @description A chat-completions endpoint over https (http only on a loopback address that the operator excepted). Once enabled, texts that nothing here understands are sent there without names and numbers; what it answers is asked back and decides nothing. `apiKey` left out keeps the key, null takes it away; another origin of `url` needs it anew.
         *
         *     Scope: `admin`.
         */
        put: operations["putOutsidemodel"];
        post?: never;
        /**
         * Take the model outside away, with its key
         * @description Scope: `admin`.
         */
        delete: operations["deleteOutsidemodel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the prices messages are counted with
         * @description Scope: `costs:read`.
         */
        get: operations["getPrices"];
        /**
         * Set prices of your own
         * @description They take the place of all of ours: the rate card of the account, with what a provider adds to it. Each row is in force from one date until another; rows of one market and category must not overlap. Refused (`currency_mismatch`) while a budget is in another currency.
         *
         *     Scope: `admin`.
         */
        put: operations["putPrices"];
        post?: never;
        /**
         * Take your own prices away: ours are in force again
         * @description Refused (`currency_mismatch`) while the budget is in another currency than ours.
         *
         *     Scope: `admin`.
         */
        delete: operations["deletePrices"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/privacy-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List requests of data subjects, due first
         * @description Scope: `privacy:read`.
         */
        get: operations["getPrivacyrequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/privacy-requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a request of a data subject
         * @description Scope: `privacy:read`.
         */
        get: operations["getPrivacyrequestsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/privacy-requests/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Note how the request was answered
         * @description A refusal names its legal reason, e.g. the duty to keep commercial letters (TTK 82). With an answered erasure the texts of the person that wait to be labelled and the internal notes about their chats are deleted; everything else is for whoever answers.
         *
         *     Scope: `privacy:write`.
         */
        post: operations["postPrivacyrequestsIdClose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List requests, newest first
         * @description With `q` by reference, and a page may hold fewer than its limit, also none, while `nextCursor` leads on.
         *
         *     Scope: `requests:read`.
         */
        get: operations["getRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a request with its outcome
         * @description Scope: `requests:read`.
         */
        get: operations["getRequestsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/requests/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw a request
         * @description The person is told. The outcome depends on its kind: `withdrawn` or `cancelled`.
         *
         *     Scope: `requests:write`.
         */
        post: operations["postRequestsIdCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/requests/{id}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the evidence of a request
         * @description `json`: what is checked. `pdf`: the same to be read, with the hashes. `zip`: `evidence.json`, `evidence.pdf`, `how-to-check.txt`, and `manifest.json` with who took it when, and size and SHA-256 of each; these three are in the audit log (`export.evidence`). Few PDFs are drawn at once: 503 `busy` after twenty seconds in line.
         *
         *     Scope: `requests:read` and `conversations:read` and `customers:read`.
         */
        get: operations["getRequestsIdEvidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/requests/{id}/remind": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remind the contact now
         * @description Of a request that waits for a second approver: looks for one again.
         *
         *     Scope: `requests:write`.
         */
        post: operations["postRequestsIdRemind"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/requests/{id}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a request whose answer came another way
         * @description For an answer by telephone, letter or e-invoice portal: `portal_accepted`, `objected`, `paid`, `agreed_difference` … Which outcomes a request takes depends on its variant; an approval or an agreement is never among them.
         *
         *     Scope: `requests:write`.
         */
        post: operations["postRequestsIdSettle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List runs, newest first
         * @description Scope: `runs:read`.
         */
        get: operations["getRuns"];
        put?: never;
        /**
         * Make a run of reconciliation letters from a table
         * @description A form with a part `file` (XLSX or separated text, at most 10 MB and 20,000 rows) and the fields of the body as text, `mapping` as JSON; or JSON with `rows`, at most 2,000 of them and 256 KB: more rows come as a file. Every row is stored and checked, nothing is sent. With an `Idempotency-Key` the same call is one run.
         *
         *     Scope: `runs:write`.
         */
        post: operations["postRuns"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a run: rows by state, sums per unit, progress
         * @description Scope: `runs:read`.
         */
        get: operations["getRunsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a run for good
         * @description What has not gone does not go. Letters that wait for an answer stay open; `withdraw` takes them back as well, and their people are told.
         *
         *     Scope: `runs:write`.
         */
        post: operations["postRunsIdCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/errand/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End what goes through all letters of a run
         * @description Reminders that were not ordered yet are not sent and those that are held are dropped, also when all were ordered; letters that were not taken back yet stay open; what was done stays. Those of the next seconds may be on their way already.
         *
         *     Scope: `runs:write`.
         */
        post: operations["postRunsIdErrandCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/errors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the rows that cannot go, with the reason in a column
         * @description Scope: `runs:read`.
         */
        get: operations["getRunsIdErrors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hold the letters that have not gone
         * @description Those of the next seconds may be on their way already.
         *
         *     Scope: `runs:write`.
         */
        post: operations["postRunsIdPause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/remind": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remind everybody who has not answered
         * @description One reminder for each letter of the run that went before and is open, at the same pace.
         *
         *     Scope: `runs:write`.
         */
        post: operations["postRunsIdRemind"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the report of a period
         * @description Every balance with its outcome, its request and its evidence; then the letters by state, and letters and amounts per unit by answer, with their shares. `pdf` is drawn while it is sent: a long one takes a minute. Few are drawn at once: 503 `busy` after twenty seconds in line.
         *
         *     Scope: `runs:read`.
         */
        get: operations["getRunsIdReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go on with a run that was paused
         * @description From where it was.
         *
         *     Scope: `runs:write`.
         */
        post: operations["postRunsIdResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the rows of a run in their order
         * @description Scope: `runs:read`.
         */
        get: operations["getRunsIdRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/rows/{n}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a row of a run
         * @description Scope: `runs:read`.
         */
        get: operations["getRunsIdRowsN"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Correct a row before the start
         * @description What is left out stays; an empty object looks at the row anew, after the books were corrected. `lines` takes the place of all balances.
         *
         *     Scope: `runs:write`.
         */
        patch: operations["patchRunsIdRowsN"];
        trace?: never;
    };
    "/v1/runs/{id}/rows/{n}/letter": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the letter of a row as a PDF
         * @description The document that went; before the start, one as it would go.
         *
         *     Scope: `runs:read`.
         */
        get: operations["getRunsIdRowsNLetter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let the letters of a run go
         * @description All rows that are ready, at the pace of the deployment. What cannot go stays.
         *
         *     Scope: `runs:write`.
         */
        post: operations["postRunsIdStart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/columns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See which columns of a table are recognised
         * @description A form with a part `file`. Nothing is stored.
         *
         *     Scope: `runs:write`.
         */
        post: operations["postRunsColumns"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find customers, contacts and requests
         * @description Customers and contacts are found with `customers:read`, requests with `requests:read`; whoever has neither finds nothing, and a `kind` that the caller may not read is 403. A page may hold fewer hits than its limit while `nextCursor` leads on.
         *
         *     For every caller, about themselves.
         */
        get: operations["getSearch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List sessions
         * @description Your own; with the scope `staff:read` those of everybody. The newest first.
         *
         *     For every caller, about themselves.
         */
        get: operations["getSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a session at once
         * @description Your own; with the scope `staff:write` those of people whose role you may give.
         *
         *     For every caller, about themselves.
         */
        delete: operations["deleteSessionsId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Sign out
         * @description For people who are signed in.
         */
        delete: operations["deleteSessionsCurrent"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How people can sign in here
         * @description Open: without credentials.
         */
        get: operations["getSignin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-in/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in by a one-time link
         * @description The link of the first owner, an invitation, a reset: works once, ends every session of the account and what it was opened with before. The link of a demo works as often as it is used.
         *
         *     Open: without credentials.
         */
        post: operations["postSigninLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-in/oidc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Begin to sign in at the firm’s own provider
         * @description For a browser, as a link: it is sent to the provider. One that a page of another site sent here is shown the page of signing in: nobody is signed in without pressing a button.
         *
         *     Open: without credentials.
         */
        get: operations["getSigninOidc"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-in/oidc/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the provider sends the browser back to
         * @description To be named as redirect URI at the provider. Signed in, the browser goes to the console; where a second factor of ours is asked for, to its page of signing in, with half a session; who has none yet, to where one is made.
         *
         *     Open: without credentials.
         */
        get: operations["getSigninOidcCallback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-in/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with a passkey, or end to sign in with one
         * @description A passkey alone is enough: the device asked for its own lock.
         *
         *     Open: without credentials.
         */
        post: operations["postSigninPasskey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-in/passkey/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to sign in with a passkey
         * @description Good for five minutes, once. Alone it names nobody: the device finds the passkey. `secondFactor`: after a password, with the passkeys of that person.
         *
         *     Open: without credentials.
         */
        post: operations["postSigninPasskeyOptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-in/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to sign in with a password
         * @description The cookie is half a session: it opens nothing but the second factor, for five minutes. The same answer, after the same time, whether there is such an account or not.
         *
         *     Open: without credentials.
         */
        post: operations["postSigninPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-in/recovery-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End to sign in with a recovery code
         * @description After the password. Each code works once; after five wrong ones the password is asked for again.
         *
         *     Open: without credentials.
         */
        post: operations["postSigninRecoverycode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-in/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End to sign in with a code of the authenticator app
         * @description After the password. Each code works once; after five wrong ones the password is asked for again.
         *
         *     Open: without credentials.
         */
        post: operations["postSigninTotp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the people who work here
         * @description Scope: `staff:read`.
         */
        get: operations["getStaff"];
        put?: never;
        /**
         * Invite somebody
         * @description Nobody gives a role that can do more than their own; owners appoint every role.
         *
         *     Scope: `staff:write`. With a session: a proof of at most ten minutes ago (`POST /v1/me/proof`).
         */
        post: operations["postStaff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an account
         * @description Scope: `staff:read`.
         */
        get: operations["getStaffId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change somebody's role or name, or shut them out
         * @description Counts from the next call of each of their sessions; disabling ends them. The last owner stays.
         *
         *     Scope: `staff:write`. With a session: a proof of at most ten minutes ago (`POST /v1/me/proof`).
         */
        patch: operations["patchStaffId"];
        trace?: never;
    };
    "/v1/staff/{id}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A new link into an account
         * @description For an invitation that was lost, or for somebody who cannot sign in any more: whoever uses it makes what they sign in with anew. Links of before are over.
         *
         *     Scope: `staff:write`. With a session: a proof of at most ten minutes ago (`POST /v1/me/proof`).
         */
        post: operations["postStaffIdLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List every outcome of a day with its acknowledgement, first ended first
         * @description The callback `statement.daily` names the first of them. `date` is a local day of the tenant; left out: the last one that is over. How the calls stand is as of now.
         *
         *     Scope: `requests:read` and `callbacks:read`.
         */
        get: operations["getStatements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listen to changes
         * @description Server-sent events, each with ids alone, of what the caller may read. A reader that comes again with `Last-Event-ID` within 15 minutes gets what it missed, at least once and in order; after `reset` it reads everything again.
         *
         *     For every caller, about themselves.
         */
        get: operations["getStream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tasks, due first
         * @description Tasks of the compliance compartment are there only for keys with the scope `compliance`; each look at one is logged.
         *
         *     Scope: `tasks:read`.
         */
        get: operations["getTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a task
         * @description Scope: `tasks:read`.
         */
        get: operations["getTasksId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/assignee": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give a task to somebody
         * @description To somebody who works here and may do it; whoever had it has it no more.
         *
         *     Scope: `tasks:write`.
         */
        put: operations["putTasksIdAssignee"];
        post?: never;
        /**
         * Give a task back to all
         * @description Scope: `tasks:write`.
         */
        delete: operations["deleteTasksIdAssignee"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a task
         * @description Without `owner` the caller takes it. Taking it twice is taking it once.
         *
         *     Scope: `tasks:write`.
         */
        post: operations["postTasksIdClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish a task
         * @description Finishing `movement_disputed` lets the chat speak of the account again. Whoever waits for a person waits no more once nothing is left to do for them.
         *
         *     Scope: `tasks:write`.
         */
        post: operations["postTasksIdComplete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the message templates in each language, with how they stand on each account
         * @description Scope: `templates:read`.
         */
        get: operations["getTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Make a template of your own from one of the product
         * @description Placeholders, buttons, document and category are those of `base`; the words are written, submitted and followed in each language like own words of any template. Done again it comes to the same; one that was deleted is as it was.
         *
         *     Scope: `templates:write`.
         */
        put: operations["putTemplatesName"];
        post?: never;
        /**
         * Delete a template of your own
         * @description Not while a rule in use says it: the answer names those. What was submitted stays on record and on the accounts, for messages that are under way.
         *
         *     Scope: `templates:write`.
         */
        delete: operations["deleteTemplatesName"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{name}/{language}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a template in one language: its words, own words, and how it stands on each account
         * @description Scope: `templates:read`.
         */
        get: operations["getTemplatesNameLanguage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{name}/{language}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Write own words for a template in one language
         * @description Refused with everything the platform or the law would not take, each with its field and rule. Nothing leaves and no message changes before it is submitted and approved. `If-Match: "0"` only writes the first.
         *
         *     Scope: `templates:write`.
         */
        put: operations["putTemplatesNameLanguageDraft"];
        post?: never;
        /**
         * Take the draft of own words away
         * @description What is in use or submitted stays.
         *
         *     Scope: `templates:write`.
         */
        delete: operations["deleteTemplatesNameLanguageDraft"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{name}/{language}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go back to the words of the product
         * @description From the next message on. Own words that are still in review do not come into use either; the versions stay.
         *
         *     Scope: `templates:write`.
         */
        post: operations["postTemplatesNameLanguageWithdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the accounts of the platform that hold templates, and when each was read
         * @description Scope: `templates:read`.
         */
        get: operations["getTemplatesAccounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit what the accounts lack or have in other words
         * @description Reads the accounts, makes versions of drafts, and puts on its way what is missing (created) or differs (edited, within the limits of the platform). What is there as it should be is left alone. `platform[].submission` of each template tells how far it is; own words come into use by themselves when every account has approved them. `If-Match` with one name and one language: only the draft that was seen.
         *
         *     Scope: `templates:write`.
         */
        post: operations["postTemplatesSubmit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read all templates of all accounts now
         * @description States, categories, quality and words as they are there. Nothing is changed on the platform.
         *
         *     Scope: `templates:write`.
         */
        post: operations["postTemplatesSync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/triggers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List rules by id, those of the product among them
         * @description Scope: `triggers:read`.
         */
        get: operations["getTriggers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/triggers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a rule: what is in use, the draft beside it, and what was done to it
         * @description `reach=yes` also counts whom it would ask or tell by the books of this moment (`reach`, and the warning `reaches_nobody`), which reads thousands of customers.
         *
         *     Scope: `triggers:read`.
         */
        get: operations["getTriggersId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/triggers/{id}/dates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The next dates of a rule that acts by the calendar, also before it is in use
         * @description By the business days as they are known now. Of a rule near dates of events: the one date near `near`, or those near the dates of stored events that are still to come. A rule on events has none.
         *
         *     Scope: `triggers:read`.
         */
        get: operations["getTriggersIdDates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/triggers/{id}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Write the draft of a rule, and make the rule where there is none
         * @description Refused with everything that cannot be, by name; what a person should look at comes as `warnings`. Nothing of it counts before it is published. `If-Match: "0"` only makes a new rule.
         *
         *     Scope: `triggers:write`.
         */
        put: operations["putTriggersIdDraft"];
        post?: never;
        /**
         * Take the draft of a rule away
         * @description What is in use stays.
         *
         *     Scope: `triggers:write`.
         */
        delete: operations["deleteTriggersIdDraft"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/triggers/{id}/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a rule on a sample, on a reported event, or on the last ones of its type
         * @description Who would get what, in which words, when, and what would hold it. Nothing is stored and nobody is written to. Events are gone through in the order they came, each as of when it came: what one of them opens, counts towards a cap or gathers is there for the next. What people said since counts, as do the books as they are.
         *
         *     Scope: `triggers:read` and `events:read` and `customers:read`.
         */
        post: operations["postTriggersIdDryrun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/triggers/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring the draft into use as a new version
         * @description Counts from the next event on; in other processes after `RULES_REFRESH_MS`. Events that were chosen before go on under the version they were chosen by.
         *
         *     Scope: `triggers:write`.
         */
        post: operations["postTriggersIdPublish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/triggers/{id}/shadow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how the last draft in the shadow stands
         * @description Scope: `triggers:read`.
         */
        get: operations["getTriggersIdShadow"];
        put?: never;
        /**
         * Let a draft run beside the rules in use, over what comes from now on
         * @description Each event of its type is folded under the draft as well, and what would come of it is kept beside what comes; nothing of it is done. It ends with its days, with its events, and with every write of the rule: what is published or discarded is watched no more. Called again it changes nothing.
         *
         *     Scope: `triggers:write`.
         */
        post: operations["postTriggersIdShadow"];
        /**
         * End the shadow of a draft
         * @description The draft stays, and what was kept can be read for a month after its last day.
         *
         *     Scope: `triggers:write`.
         */
        delete: operations["deleteTriggersIdShadow"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/triggers/{id}/shadow/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare what a draft would have done with what was done, newest first
         * @description Ids and codes alone; `POST /v1/triggers/{id}/dry-run` with the event has the words.
         *
         *     Scope: `triggers:read` and `events:read` and `customers:read`.
         */
        get: operations["getTriggersIdShadowEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/triggers/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo the last publishing or withdrawing
         * @description What was in use before is in use again, as a new version; or nothing is, where nothing was.
         *
         *     Scope: `triggers:write`.
         */
        post: operations["postTriggersIdUndo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/triggers/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the versions a rule was in use as, newest first
         * @description Scope: `triggers:read`.
         */
        get: operations["getTriggersIdVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/triggers/{id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a version of a rule as it was in use
         * @description Scope: `triggers:read`.
         */
        get: operations["getTriggersIdVersionsVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/triggers/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a rule out of use
         * @description The draft and all versions stay.
         *
         *     Scope: `triggers:write`.
         */
        post: operations["postTriggersIdWithdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/triggers/types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What rules can be on: fields with their operators, actions, and what is locked
         * @description One entry for each type of event, one for dates (`schedule`), and those of your own last, all on one page.
         *
         *     Scope: `triggers:read`.
         */
        get: operations["getTriggersTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/triggers/types/{type}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a type of event of your own
         * @description Scope: `triggers:read`.
         */
        get: operations["getTriggersTypesType"];
        /**
         * Make a type of event of your own, or add to one
         * @description From then on `POST /v1/events` takes events of the type, and rules can be on it. Fields may be added that nobody has to give, and words of a choice; nothing is taken away. `If-Match: "0"` only makes a new one.
         *
         *     Scope: `triggers:write`.
         */
        put: operations["putTriggersTypesType"];
        post?: never;
        /**
         * Remove a type of event of your own
         * @description Not while a rule is on it or makes events of it.
         *
         *     Scope: `triggers:write`.
         */
        delete: operations["deleteTriggersTypesType"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the units: those of the product, then your own
         * @description Scope: `units:read`.
         */
        get: operations["getUnits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/units/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a unit
         * @description Scope: `units:read`.
         */
        get: operations["getUnitsCode"];
        /**
         * Make a unit of your own, or change its names and words
         * @description From then on it is taken in events, limits, rules and runs, shown to customers and read in their replies. Kind, decimals and carat stay as they are: amounts may be stored and signed in it. Of a retired unit: it is in use again. `If-Match: "0"` only makes a new one.
         *
         *     Scope: `units:write`.
         */
        put: operations["putUnitsCode"];
        post?: never;
        /**
         * Retire a unit of your own
         * @description Events and runs take nothing new in it, and its words may be given to another. It stays: what is stored in it is shown, answered and compared as before.
         *
         *     Scope: `units:write`.
         */
        delete: operations["deleteUnitsCode"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/units/{code}/constants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the constants of a unit
         * @description Scope: `units:read`.
         */
        get: operations["getUnitsCodeConstants"];
        /**
         * Say what a unit is settled with, and since when
         * @description All constants of the unit, shipped or your own; what is left out is gone, and stays in the versions before. Letters print those that hold on the day of their balances. What was printed, and what is put to a customer already, stays as it is.
         *
         *     Scope: `units:write`.
         */
        put: operations["putUnitsCodeConstants"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unrecognised": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List texts that were not understood, newest first
         * @description Kept for 90 days. Every look is in the audit log, since these are words of people.
         *
         *     Scope: `unrecognised:read`.
         */
        get: operations["getUnrecognised"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unrecognised/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a text that was not understood
         * @description Scope: `unrecognised:read`.
         */
        get: operations["getUnrecognisedId"];
        put?: never;
        post?: never;
        /**
         * Delete a text before its time
         * @description The line of the transcript stays. Answering a request for erasure deletes all of the person by itself.
         *
         *     Scope: `unrecognised:write`.
         */
        delete: operations["deleteUnrecognisedId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unrecognised/{id}/label": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say what the text means, or something else than before
         * @description Who and when is kept. Nothing learns from a label by itself.
         *
         *     Scope: `unrecognised:write`.
         */
        put: operations["putUnrecognisedIdLabel"];
        post?: never;
        /**
         * Take the label of a text away
         * @description Scope: `unrecognised:write`.
         */
        delete: operations["deleteUnrecognisedIdLabel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/unrecognised/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export labelled texts as lines of a corpus
         * @description Lines `intent<TAB>strength<TAB>dialect<TAB>text` in UTF-8, as `fixtures/corpus` has them. Numbers are `0`; names of the person, mail and web addresses are `X`. Read them before you put them anywhere: other names are not known.
         *
         *     Scope: `unrecognised:read`.
         */
        get: operations["getUnrecognisedExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        __schema0: unknown;
        __schema1: unknown;
        __schema2: unknown;
        __schema3: unknown;
        Account: {
            accountNo: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            asOf: string;
            lines: {
                quantity: string;
                /** @enum {string} */
                side: "B" | "A";
                unit: string;
            }[];
        };
        Agreement: {
            customerRef: string;
            document: string | null;
            /** @enum {string} */
            form: "paper" | "e_signature" | "kep";
            id: string;
            /** @enum {string} */
            kind: "channel_evidence" | "current_account";
            persons: {
                contactRef: string | null;
                limits: {
                    quantity: string;
                    unit: string;
                }[];
                name: string;
                /** @description E.164; masked for somebody who is signed in, as that of a contact */
                phone: string | null;
            }[];
            rev: number;
            signedOn: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            updatedAt: string;
            updatedBy: string;
            validFrom: string;
            validUntil: string | null;
        };
        ApiKey: {
            /** @description How often it may call; null: as often as every key of the installation */
            callsPerMinute: number | null;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            createdAt: string;
            expiresAt: string | null;
            id: string;
            lastUsedAt: string | null;
            name: string;
            /** @description Also the ETag where the pace is set */
            rev: number;
            revokedAt: string | null;
            scopes: ("events:write" | "events:read" | "customers:read" | "customers:write" | "customers:reveal" | "requests:read" | "requests:write" | "conversations:read" | "conversations:write" | "documents:read" | "documents:write" | "documents:original" | "callbacks:read" | "callbacks:write" | "channels:read" | "channels:write" | "tasks:read" | "tasks:write" | "consents:read" | "privacy:read" | "privacy:write" | "costs:read" | "unrecognised:read" | "unrecognised:write" | "triggers:read" | "triggers:write" | "units:read" | "units:write" | "templates:read" | "templates:write" | "runs:read" | "runs:write" | "deadletters:read" | "deadletters:write" | "staff:read" | "staff:write" | "audit:read" | "compliance" | "admin" | "*")[];
        };
        AssignedConversation: {
            assignment: components["schemas"]["ChatAssignment"];
            channelId: string;
            contactRef: string | null;
            customerRefs: string[];
            id: string;
            /** @enum {string} */
            language: "tr" | "en" | "ar";
            lastMessageAt: string | null;
            /** @enum {string} */
            mode: "bot" | "staff";
            openRequestIds: string[];
            /** @description For a person of ours; null: for nobody */
            waiting: components["schemas"]["Waiting"] | null;
            windowExpiresAt: string | null;
        };
        AuditEntry: {
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            at: string;
            /** @description `staff:<id>`, `key:<id>`, `anonymous` or `system` */
            by: string;
            details: {
                [key: string]: unknown;
            } | null;
            id: string;
            /** @description Id of what it was done with */
            subject: string;
            /** @description `sign_in.failed`, `document.downloaded` … */
            what: string;
        };
        Budget: {
            /** @description Decimal string */
            amount: string;
            currency: string;
            /** @description Until when what may wait is held */
            holdsUntil: string | null;
            /** @enum {string} */
            level: "within" | "warned" | "exhausted";
            /** @description The local month, `YYYY-MM` */
            month: string;
            /** @description Delivered and on their way in this month */
            spent: string;
            /** @description Messages of the month without a price: the budget does not see them */
            unpriced: number;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            updatedAt: string;
            updatedBy: string;
            warnAtPercent: number;
        };
        CalendarDay: {
            date: string;
            isBusinessDay: boolean;
            /**
             * @description A half day is a business day until 13:00
             * @enum {string}
             */
            kind: "holiday" | "half_day" | "working";
            name: string;
            /** @description Also the ETag: counts what was said about the day; 0: nothing */
            rev: number;
            /**
             * @description An own day counts more than a public one
             * @enum {string}
             */
            source: "public" | "own";
        };
        CallbackDelivery: {
            attempts: {
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                at: string;
                durationMs: number;
                outcome: string;
            }[];
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            createdAt: string;
            /** @description The `webhook-id` of the call */
            id: string;
            nextAttemptAt: string | null;
            reason: string | null;
            /**
             * @description `held`: its endpoint is disabled; it is called when that is enabled
             * @enum {string}
             */
            status: "pending" | "delivered" | "failed" | "held";
            type: string;
        };
        CallbackEndpoint: {
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            createdAt: string;
            disabledReason: ("gone" | "failing") | null;
            name: string;
            /** @enum {string} */
            status: "active" | "disabled";
            types: string[];
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            updatedAt: string;
            url: string;
        };
        CannedReply: {
            id: string;
            rev: number;
            shortcut: string;
            texts: {
                ar?: string;
                en?: string;
                tr?: string;
            };
            title: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            updatedAt: string;
            /** @description `staff:<id>` or `key:<id>` */
            updatedBy: string;
        };
        Channel: {
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            createdAt: string;
            /** @description How many people its portfolio may write to first within 24 hours, as the platform last said; `people` null: any number */
            dailyLimit: {
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                at: string;
                people: number | null;
            } | null;
            id: string;
            name: string;
            phoneNumberId: string;
            /** @enum {string} */
            provider: "meta";
            /** @enum {string} */
            status: "active" | "paused";
            /** @description The platform takes nothing of this number: its code, and since when */
            trouble: {
                code: number;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                since: string;
            } | null;
            wabaId: string;
        };
        ChannelEvent: {
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            at: string;
            channelId: string;
            /** @description Everything the platform said; null where it was too much to show */
            details: {
                [key: string]: unknown;
            } | null;
            /** @description What happened, in the word of the platform */
            event: string | null;
            /** @description The kind, as the platform calls it: `account_update` … */
            field: string;
            id: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            receivedAt: string;
            /** @description The template, number or thing; null: the account */
            subject: string | null;
        };
        ChatAssignment: {
            /** @description Of the last change; null: there was none */
            assignedAt: string | null;
            /** @description Null: nobody’s */
            assignee: {
                id: string;
                name: string;
            } | null;
            /** @description Whose it was, who is shut out or may not do it any more */
            formerAssignee: {
                id: string;
                name: string;
            } | null;
            /** @description Also the ETag, for If-Match; 0: never anybody’s */
            rev: number;
        };
        CheckedEvidence: {
            decisions: {
                /**
                 * @description `contentHash` is the hash of `content`
                 * @enum {string}
                 */
                content: "sound" | "broken";
                id: string;
                /**
                 * @description Against our own record of that id and request
                 * @enum {string}
                 */
                ours: "same" | "differs" | "unknown";
                /**
                 * @description `sound`: `recordHash` is the hash of the rest of the record
                 * @enum {string}
                 */
                record: "sound" | "broken";
                /**
                 * @description `shownHash` is the hash of the text and the choices
                 * @enum {string}
                 */
                shown: "sound" | "broken";
            }[];
            /** @description What was asked and every decision are sound and as we have them, and none is missing. Says nothing of `request` and `messages` */
            intact: boolean;
            request: {
                /** @description False: `content`, what was asked, is not as we have it */
                asked: boolean;
                id: string;
                /** @description We have a request under this id */
                known: boolean;
                /** @description Ids of decisions about it that we have and the file has not: it is of before, or cut */
                missing: string[];
            };
        };
        Colleague: {
            /** @description Chats may be assigned to them */
            chats: boolean;
            /** @description Tasks of the compliance compartment may be assigned to them; told with `compliance` alone */
            compartment?: boolean;
            id: string;
            name: string;
            /** @description Tasks may be assigned to them */
            tasks: boolean;
        };
        Consent: {
            /** @enum {string} */
            action: "accepted" | "rejected" | "withdrawn" | "presented" | "not_presented" | "acknowledged";
            answer: string | null;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            at: string;
            channelId: string;
            contactRef: string | null;
            conversationId: string;
            customerRefs: string[];
            id: string;
            /** @enum {string} */
            language: "tr" | "en" | "ar";
            messageId: string;
            /** @enum {string} */
            purpose: "transactional" | "marketing" | "feedback" | "privacy_notice";
            /**
             * @description `platform`: chosen in WhatsApp itself; `answer` is what the platform calls it
             * @enum {string}
             */
            source: "chat" | "platform";
            text: string | null;
            /** @description SHA-256 of `text` in UTF-8, in hexadecimal. */
            textHash: string | null;
            textVersion: string | null;
        };
        Contact: {
            canBind: boolean;
            /** @description What the registry of commercial messages has of the number, as it was reported */
            iys?: {
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                recordedAt: string;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                saidAt: string;
                /** @enum {string} */
                source: "HS_WEB" | "HS_MESAJ" | "HS_FIZIKSEL_ORTAM" | "HS_ISLAK_IMZA" | "HS_CAGRI_MERKEZI" | "HS_MOBIL" | "HS_EORTAM" | "HS_SOSYAL_MEDYA" | "HS_EPOSTA" | "HS_ETKINLIK" | "HS_ATM" | "HS_KARAR" | "HS_2015";
                /** @enum {string} */
                status: "ONAY" | "RET";
            };
            /** @enum {string} */
            language: "tr" | "en" | "ar";
            /** @description Highest quantity the contact may bind per unit; left out: no limits */
            limits?: {
                quantity: string;
                unit: string;
            }[];
            name: string;
            /** @description E.164; for somebody who is signed in masked, `+90 ••• ••• 01 01`: `POST /v1/customers/{ref}/reveal` shows it whole */
            phone: string;
            /**
             * Format: date-time
             * @description The person at the number said it is not theirs: nothing is sent there
             */
            phoneUnlinkedAt?: string;
            /** @description False: the person has to prove who they are before anything is shown */
            phoneVerified: boolean;
            ref: string;
            roles: ("owner" | "approve" | "reconcile" | "invoice" | "reports" | "documents" | "all" | "self")[];
        };
        ContactWithCustomers: {
            canBind: boolean;
            customerRefs: string[];
            /** @description What the registry of commercial messages has of the number, as it was reported */
            iys?: {
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                recordedAt: string;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                saidAt: string;
                /** @enum {string} */
                source: "HS_WEB" | "HS_MESAJ" | "HS_FIZIKSEL_ORTAM" | "HS_ISLAK_IMZA" | "HS_CAGRI_MERKEZI" | "HS_MOBIL" | "HS_EORTAM" | "HS_SOSYAL_MEDYA" | "HS_EPOSTA" | "HS_ETKINLIK" | "HS_ATM" | "HS_KARAR" | "HS_2015";
                /** @enum {string} */
                status: "ONAY" | "RET";
            };
            /** @enum {string} */
            language: "tr" | "en" | "ar";
            /** @description Highest quantity the contact may bind per unit; left out: no limits */
            limits?: {
                quantity: string;
                unit: string;
            }[];
            name: string;
            /** @description E.164; for somebody who is signed in masked, `+90 ••• ••• 01 01`: `POST /v1/customers/{ref}/reveal` shows it whole */
            phone: string;
            /**
             * Format: date-time
             * @description The person at the number said it is not theirs: nothing is sent there
             */
            phoneUnlinkedAt?: string;
            /** @description False: the person has to prove who they are before anything is shown */
            phoneVerified: boolean;
            ref: string;
            roles: ("owner" | "approve" | "reconcile" | "invoice" | "reports" | "documents" | "all" | "self")[];
        };
        Conversation: {
            channelId: string;
            contactRef: string | null;
            customerRefs: string[];
            id: string;
            /** @enum {string} */
            language: "tr" | "en" | "ar";
            lastMessageAt: string | null;
            /** @enum {string} */
            mode: "bot" | "staff";
            openRequestIds: string[];
            /** @description For a person of ours; null: for nobody */
            waiting: components["schemas"]["Waiting"] | null;
            windowExpiresAt: string | null;
        };
        Costs: {
            /** @enum {string} */
            by: "month" | "category" | "request";
            currency: string;
            data: {
                /** @description Decimal string */
                amount: string;
                /** @description Messages delivered, to be paid */
                charged: number;
                /** @description Messages taken by the platform and not delivered yet */
                expected: number;
                /** @description Decimal string */
                expectedAmount: string;
                /** @description Messages delivered for nothing */
                free: number;
                key: string;
                /** @description Of those to be paid: without a price in the list, so in no amount */
                unpriced: number;
            }[];
            /** Format: date */
            from: string;
            isEstimate: boolean;
            /** Format: date */
            to: string;
            total: {
                /** @description Decimal string */
                amount: string;
                /** @description Messages delivered, to be paid */
                charged: number;
                /** @description Messages taken by the platform and not delivered yet */
                expected: number;
                /** @description Decimal string */
                expectedAmount: string;
                /** @description Messages delivered for nothing */
                free: number;
                /** @description Of those to be paid: without a price in the list, so in no amount */
                unpriced: number;
            };
        };
        Customer: {
            /** @description As last reported: never a live balance */
            accounts: components["schemas"]["Account"][];
            contacts: components["schemas"]["Contact"][];
            labels: string[];
            /** @enum {string} */
            language: "tr" | "en" | "ar";
            name: string;
            recipientType: ("TACIR" | "BIREYSEL") | null;
            ref: string;
            /** @description VKN or TCKN; for somebody who is signed in masked but for its last two digits */
            taxNumber: string | null;
            writtenAccountContract: boolean | null;
        };
        CustomerImport: {
            changed: number;
            /** @description False: nothing was written */
            isApplied: boolean;
            lines: number;
            made: number;
            /** @description The first thousand by line */
            problems: {
                /** @enum {string} */
                code: "missing" | "not_a_phone" | "not_a_tax_number" | "digits_lost" | "unknown_unit" | "unclear_number" | "unknown_word" | "not_a_date" | "unclear_date" | "before_said" | "differs" | "taken_twice" | "forbidden_word" | "too_long" | "refused";
                /** @enum {string} */
                field: "ref" | "name" | "contactRef" | "contactName" | "phone" | "language" | "roles" | "canBind" | "limits" | "recipientType" | "taxNumber" | "labels" | "iys" | "iysSource" | "iysSaidAt" | "iysRecordedAt";
                /** @description As a spreadsheet program counts them */
                line: number;
                ref: string | null;
            }[];
            /** @description Customers with a problem: they stay as they were */
            refused: number;
            unchanged: number;
        };
        DeadLetter: {
            attempts: number | null;
            closedAt: string | null;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            givenUpAt: string;
            /** @description Names what was given up: given up again, it is the same */
            id: string;
            /** @enum {string} */
            kind: "input" | "unrouted" | "event" | "callback" | "message" | "relay";
            reason: string;
            replays: number;
            /** @enum {string} */
            state: "dead" | "replayed" | "dropped";
            /** @description Ids of what it is about; null where there is none */
            subject: {
                callbackId: string | null;
                channelId: string | null;
                conversationId: string | null;
                endpoint: string | null;
                eventId: string | null;
                inputId: string | null;
                messageId: string | null;
                phoneNumberId: string | null;
                requestId: string | null;
                type: string | null;
            };
        };
        Document: {
            bytes: number | null;
            checkedAt: string | null;
            contactRef: string | null;
            conversationId: string;
            customerRef: string | null;
            /** @description Null: kept with its request */
            destroyAt: string | null;
            /** @description As the sender called it; cleaned, not trusted */
            filename: string | null;
            id: string;
            /** @description By content; before it was looked at, as declared */
            mimeType: string | null;
            pages: number | null;
            reason: ("type_not_allowed" | "type_mismatch" | "too_large" | "empty" | "too_many_pages" | "too_many_pixels" | "unreadable" | "password_protected" | "active_content" | "hash_mismatch" | "foreign_address" | "infected" | "not_available" | "quota" | "identity_in_chat") | null;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            receivedAt: string;
            /** @description A voice message, film, sound or sticker: answers nothing, kept to be heard */
            recording: boolean;
            /** @description Null: sent without an open request */
            requestId: string | null;
            /** @description A virus scanner has looked at it */
            scanned: boolean;
            /** @description Hex, over the bytes as they came */
            sha256: string | null;
            /** @enum {string} */
            source: "chat" | "link";
            /** @enum {string} */
            state: "pending_fetch" | "pending_scan" | "clean" | "unscanned" | "refused" | "infected" | "deleted";
        };
        DownloadTicket: {
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            expiresAt: string;
            url: string;
        };
        Event: {
            eventId: string;
            /** @description The event, and the rule that acted on it, that made this one; left out: it was reported */
            madeBy?: {
                eventId: string;
                rule: {
                    id: string;
                    version: number;
                } | null;
            };
            messageIds: string[];
            reason: string | null;
            requestIds: string[];
            /** @enum {string} */
            status: "accepted" | "processed" | "failed" | "ignored";
            /** @description The rule that acted, or was chosen to; null: none yet, or none is on this type */
            trigger: {
                id: string;
                version: number;
            } | null;
            type: string;
            /** @description A date, or a rule, makes it wait until then */
            waitsUntil: string | null;
        };
        Explanation: {
            answer: {
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                at: string;
                decision: {
                    id: string;
                    result: string;
                } | null;
                messageId: string;
            } | null;
            attempts: {
                acceptedAt: string | null;
                count: number;
                lastReason: string | null;
                nextAt: string | null;
                unknown: number;
            };
            /** @description Stable code of why it was not sent, is held, or failed */
            because: string | null;
            callbacks: {
                attempts: number;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                createdAt: string;
                endpoint: string;
                id: string;
                status: string;
                type: string;
            }[];
            /** @description Events this one was made of, the nearest first; `rule` acted on each and made the one before */
            causes: {
                eventId: string;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                receivedAt: string;
                rule: {
                    id: string;
                    /** @description Of a rule of your own; null also without `triggers:read` */
                    name: string | null;
                    version: number;
                } | null;
                type: string;
            }[];
            /** @description As it is now */
            consent: {
                feedback: ("accepted" | "rejected" | "withdrawn") | null;
                marketing: ("accepted" | "rejected" | "withdrawn") | null;
                notices: ("on" | "stopped" | "wrongNumber") | null;
            };
            contact: {
                contactRef: string | null;
                customerRefs: string[];
                /** @description Null also without `customers:read` */
                name: string | null;
                reachedBy: ("phone" | "user_id") | null;
            };
            conversationId: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            decidedAt: string;
            event: {
                eventId: string;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                receivedAt: string;
                type: string;
            } | null;
            /** @enum {string} */
            fate: "sent" | "waiting" | "held" | "not_sent" | "failed" | "unknown";
            handled: {
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                at: string;
                by: string;
                /** @description Of a person of yours; null also without `staff:read` */
                name: string | null;
                /** @enum {string} */
                what: "released" | "dropped";
            } | null;
            hold: {
                reason: string;
                /** @description What the account says of the template that holds it: its status and, where it said one, the reason */
                template?: {
                    reason?: string;
                    status: string;
                };
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                until: string;
            } | null;
            /** @enum {string} */
            language: "tr" | "en";
            messageId: string;
            /** @enum {string} */
            occasion: "answer" | "unasked";
            plan: {
                as: ("free" | "template") | null;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                at: string;
                /** @description What kept it, or ended it, until this plan; null: nothing did */
                before: {
                    /**
                     * Format: date-time
                     * @description RFC 3339, UTC
                     */
                    at: string;
                    check: ("validity" | "channel" | "contact" | "consent" | "quiet_hours" | "cap" | "window" | "template" | "limit" | "price") | null;
                    reason: string | null;
                    until: string | null;
                    /** @enum {string} */
                    verdict: "send" | "wait" | "hold" | "drop";
                } | null;
                checks: {
                    /** @enum {string} */
                    check: "validity" | "channel" | "contact" | "consent" | "quiet_hours" | "cap" | "window" | "template" | "limit" | "price";
                    reason: string | null;
                    /** @enum {string} */
                    result: "passed" | "held" | "waited" | "refused" | "not_reached";
                    until: string | null;
                }[];
                /** @description The language of the person and why it is not said in that; null: it is */
                insteadOf: {
                    language: string;
                    reason: string;
                } | null;
                /** @enum {string} */
                verdict: "send" | "wait" | "hold" | "drop";
            } | null;
            /** @description As the platform charges it; `estimated`: it was not sent yet, and this is what its plan says it would cost */
            price: {
                amount: string | null;
                category: string;
                currency: string;
                isEstimate: boolean;
                market: string;
                /** @enum {string} */
                state: "charged" | "expected" | "free" | "none" | "estimated";
            } | null;
            prompt: string;
            request: {
                id: string;
                kind: string;
                outcome: string | null;
                /** @enum {string} */
                status: "open" | "closed";
            } | null;
            requestId: string | null;
            rule: {
                id: string;
                /** @description Of a rule of your own; null also without `triggers:read` */
                name: string | null;
                version: number;
            } | null;
            sentAs: ("free" | "template") | null;
            sentences: string[];
            statuses: {
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                at: string;
                attempt: number;
                error: number | null;
                status: string;
            }[];
            template: {
                /** @description The template of your own that the rule chose; `unsaid`: why other words are said */
                chosen?: {
                    name: string;
                    unsaid?: string;
                };
                /** @description The language of the person and why it is not said in that; null: it is */
                insteadOf: {
                    language: string;
                    reason: string;
                } | null;
                language: string;
                name: string;
            } | null;
            /** @description As it was when the message was decided */
            window: {
                expiresAt: string | null;
                wasOpen: boolean;
            };
        };
        ExportedMessage: {
            /** @description The message this one edits, deletes, reacts to or quotes */
            about: {
                messageId: string | null;
                providerMessageId: string;
            } | null;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            at: string;
            /** @enum {string} */
            author: "customer" | "bot" | "staff" | "system";
            choices: {
                id: string;
                title: string;
            }[];
            /** @description Contact cards */
            contacts: {
                name: string | null;
                phones: string[];
            }[];
            conversationId: string;
            /** @enum {string} */
            direction: "in" | "out";
            /** @description The file of this message; `documentId` leads to `/v1/documents/{id}` where it was kept */
            file: {
                documentId: string | null;
                filename: string | null;
                mimeType: string;
                /** @description Of a document that we sent, where it is known */
                sha256?: string;
                /** @description Bytes of a document that we sent, where it is known */
                size?: number;
            } | null;
            forwarded: boolean;
            frequentlyForwarded: boolean;
            /** @description The group it was written in: nothing answers there */
            groupId: string | null;
            /** @description Why it is not sent yet, and until when it waits */
            held: {
                reason: string;
                /** @description What the account says of the template that holds it: its status and, where it said one, the reason */
                template?: {
                    reason?: string;
                    status: string;
                };
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                until: string;
            } | null;
            id: string;
            kind: string;
            /** @description A shopping cart, as the person sent it */
            order: {
                catalogId: string | null;
                items: {
                    currency: string | null;
                    price: string | null;
                    productId: string | null;
                    quantity: string | null;
                }[];
            } | null;
            /** @description The product of the catalogue the person wrote about */
            product: {
                catalogId: string | null;
                productId: string | null;
            } | null;
            providerMessageId: string | null;
            /** @description The advertisement or post the person came from; `clickId` is its `ctwa_clid` */
            referral: {
                body: string | null;
                clickId: string | null;
                headline: string | null;
                sourceId: string | null;
                sourceType: string | null;
                sourceUrl: string | null;
            } | null;
            requestId: string | null;
            /** @description SHA-256 in hexadecimal */
            sha256: string;
            /** @enum {string} */
            status: "received" | "pending" | "accepted" | "sent" | "delivered" | "read" | "failed" | "unknown" | "suppressed";
            statuses: {
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                at: string;
                error: string | null;
                status: string;
            }[];
            text: string | null;
        };
        InternalNote: {
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            at: string;
            /** @description `staff:<id>` or `key:<id>` */
            by: string;
            /** @description Of the person; null: a key wrote it */
            byName: string | null;
            conversationId: string;
            id: string;
            text: string;
        };
        InvitedStaff: {
            /** @description Shown once; works once, for three days */
            link: string;
            staff: components["schemas"]["Staff"];
        };
        IssuedApiKey: {
            /** @description How often it may call; null: as often as every key of the installation */
            callsPerMinute: number | null;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            createdAt: string;
            expiresAt: string | null;
            id: string;
            /** @description Shown once */
            key: string;
            lastUsedAt: string | null;
            name: string;
            /** @description Also the ETag where the pace is set */
            rev: number;
            revokedAt: string | null;
            scopes: ("events:write" | "events:read" | "customers:read" | "customers:write" | "customers:reveal" | "requests:read" | "requests:write" | "conversations:read" | "conversations:write" | "documents:read" | "documents:write" | "documents:original" | "callbacks:read" | "callbacks:write" | "channels:read" | "channels:write" | "tasks:read" | "tasks:write" | "consents:read" | "privacy:read" | "privacy:write" | "costs:read" | "unrecognised:read" | "unrecognised:write" | "triggers:read" | "triggers:write" | "units:read" | "units:write" | "templates:read" | "templates:write" | "runs:read" | "runs:write" | "deadletters:read" | "deadletters:write" | "staff:read" | "staff:write" | "audit:read" | "compliance" | "admin" | "*")[];
        };
        LastTestMessage: {
            test: components["schemas"]["TestMessage"] | null;
        };
        LongCustomerImport: {
            /**
             * Format: date-time
             * @description Left out: nobody stopped it
             */
            cancelledAt?: string;
            cancelledBy?: string;
            changed: number;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            createdAt: string;
            createdBy: string;
            doneAt: string | null;
            filename: string | null;
            id: string;
            /** @description False: nothing was written */
            isApplied: boolean;
            lines: number;
            made: number;
            /** @enum {string} */
            mode: "preview" | "apply" | "apply_right";
            /** @description All problems, shown or not */
            problemCount: number;
            /** @description The first thousand by line */
            problems: {
                /** @enum {string} */
                code: "missing" | "not_a_phone" | "not_a_tax_number" | "digits_lost" | "unknown_unit" | "unclear_number" | "unknown_word" | "not_a_date" | "unclear_date" | "before_said" | "differs" | "taken_twice" | "forbidden_word" | "too_long" | "refused";
                /** @enum {string} */
                field: "ref" | "name" | "contactRef" | "contactName" | "phone" | "language" | "roles" | "canBind" | "limits" | "recipientType" | "taxNumber" | "labels" | "iys" | "iysSource" | "iysSaidAt" | "iysRecordedAt";
                /** @description As a spreadsheet program counts them */
                line: number;
                ref: string | null;
            }[];
            /** @description Customers that were checked, or written, of so many; null: nothing is being done */
            progress: {
                done: number;
                of: number;
            } | null;
            /** @description Customers with a problem: they stay as they were */
            refused: number;
            /** @enum {string} */
            state: "reading" | "checking" | "writing" | "done" | "abandoned" | "cancelled";
            unchanged: number;
        };
        /** @description A `PublicKeyCredential` of `navigator.credentials.create`, as JSON */
        MadePasskey: {
            id: string;
            response: {
                attestationObject: string;
                clientDataJSON: string;
                transports?: string[];
            };
            /** @constant */
            type: "public-key";
        };
        Me: {
            demo: boolean;
            email: string | null;
            factors: {
                /** @description Signed in at the firm’s own provider before */
                oidc: boolean;
                passkeys: {
                    /**
                     * Format: date-time
                     * @description RFC 3339, UTC
                     */
                    createdAt: string;
                    id: string;
                    lastUsedAt: string | null;
                    name: string;
                }[];
                password: boolean;
                recoveryCodesLeft: number;
                totp: boolean;
            };
            id: string;
            /** @enum {string} */
            kind: "staff" | "key";
            /** @enum {string} */
            language: "tr" | "en";
            /** @description Null for a key */
            name: string | null;
            /** @description Every scope the caller has, spelled out */
            permissions: ("events:write" | "events:read" | "customers:read" | "customers:write" | "customers:reveal" | "requests:read" | "requests:write" | "conversations:read" | "conversations:write" | "documents:read" | "documents:write" | "documents:original" | "callbacks:read" | "callbacks:write" | "channels:read" | "channels:write" | "tasks:read" | "tasks:write" | "consents:read" | "privacy:read" | "privacy:write" | "costs:read" | "unrecognised:read" | "unrecognised:write" | "triggers:read" | "triggers:write" | "units:read" | "units:write" | "templates:read" | "templates:write" | "runs:read" | "runs:write" | "deadletters:read" | "deadletters:write" | "staff:read" | "staff:write" | "audit:read" | "compliance" | "admin" | "*")[];
            /** @description Null for a key */
            role: ("owner" | "admin" | "accountant" | "clerk" | "compliance" | "auditor") | null;
            session: {
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                createdAt: string;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                expiresAt: string;
                id: string;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                idleExpiresAt: string;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                provedAt: string;
                /**
                 * @description `set-up`: nothing is open but making the credentials
                 * @enum {string}
                 */
                stage: "set-up" | "full";
            } | null;
            tenant: {
                id: string;
                name: string;
                timeZone: string;
            };
        };
        Message: {
            /** @description The message this one edits, deletes, reacts to or quotes */
            about: {
                messageId: string | null;
                providerMessageId: string;
            } | null;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            at: string;
            /** @enum {string} */
            author: "customer" | "bot" | "staff" | "system";
            choices: {
                id: string;
                title: string;
            }[];
            /** @description Contact cards */
            contacts: {
                name: string | null;
                phones: string[];
            }[];
            conversationId: string;
            /** @enum {string} */
            direction: "in" | "out";
            /** @description The file of this message; `documentId` leads to `/v1/documents/{id}` where it was kept */
            file: {
                documentId: string | null;
                filename: string | null;
                mimeType: string;
                /** @description Of a document that we sent, where it is known */
                sha256?: string;
                /** @description Bytes of a document that we sent, where it is known */
                size?: number;
            } | null;
            forwarded: boolean;
            frequentlyForwarded: boolean;
            /** @description The group it was written in: nothing answers there */
            groupId: string | null;
            /** @description Why it is not sent yet, and until when it waits */
            held: {
                reason: string;
                /** @description What the account says of the template that holds it: its status and, where it said one, the reason */
                template?: {
                    reason?: string;
                    status: string;
                };
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                until: string;
            } | null;
            id: string;
            kind: string;
            /** @description A shopping cart, as the person sent it */
            order: {
                catalogId: string | null;
                items: {
                    currency: string | null;
                    price: string | null;
                    productId: string | null;
                    quantity: string | null;
                }[];
            } | null;
            /** @description The product of the catalogue the person wrote about */
            product: {
                catalogId: string | null;
                productId: string | null;
            } | null;
            providerMessageId: string | null;
            /** @description The advertisement or post the person came from; `clickId` is its `ctwa_clid` */
            referral: {
                body: string | null;
                clickId: string | null;
                headline: string | null;
                sourceId: string | null;
                sourceType: string | null;
                sourceUrl: string | null;
            } | null;
            requestId: string | null;
            /** @enum {string} */
            status: "received" | "pending" | "accepted" | "sent" | "delivered" | "read" | "failed" | "unknown" | "suppressed";
            statuses: {
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                at: string;
                error: string | null;
                status: string;
            }[];
            text: string | null;
        };
        NewPasskeyOptions: {
            /** @constant */
            attestation: "none";
            authenticatorSelection: {
                /** @constant */
                residentKey: "required";
                /** @constant */
                userVerification: "required";
            } & {
                [key: string]: unknown;
            };
            challenge: string;
            excludeCredentials: {
                id: string;
                transports?: string[];
                /** @constant */
                type: "public-key";
            }[];
            pubKeyCredParams: {
                alg: number;
                /** @constant */
                type: "public-key";
            }[];
            rp: {
                id: string;
                name: string;
            };
            /** @description Milliseconds; the challenge is over after them */
            timeout: number;
            user: {
                displayName: string;
                id: string;
                name: string;
            };
        } & {
            [key: string]: unknown;
        };
        Notices: {
            channels: {
                email: boolean;
                push: boolean;
            };
            console: {
                /** @description How much waits, in the rail and in the title of the page */
                badge: boolean;
                sound: boolean;
            };
            digestAt: string[];
            /** @description Per kind of work; the console calls its groups alike */
            kinds: {
                [key: string]: "off" | "at_once" | "digest";
            };
            /** @description `from` after `to` spans midnight; null: none */
            quietHours: {
                /** @description In the zone of the tenant */
                from: string;
                sundays: boolean;
                /** @description In the zone of the tenant */
                to: string;
            } | null;
            reach: {
                email: {
                    /** @description Null for `push`, which goes to devices */
                    address: string | null;
                    /** @description Set up here, and there is an address, or a device */
                    available: boolean;
                    failingSince: string | null;
                    lastAt: string | null;
                    /** @description `sent`, or the code of a failure */
                    lastOutcome: string | null;
                    waiting: number;
                };
                push: {
                    /** @description Null for `push`, which goes to devices */
                    address: string | null;
                    /** @description Set up here, and there is an address, or a device */
                    available: boolean;
                    failingSince: string | null;
                    lastAt: string | null;
                    /** @description `sent`, or the code of a failure */
                    lastOutcome: string | null;
                    waiting: number;
                };
            };
            /** @description Also the ETag, for If-Match; 0: never saved */
            rev: number;
            /** @description Urgent work comes in quiet hours as well */
            urgentAlways: boolean;
        };
        OpenedLink: {
            me: components["schemas"]["Me"];
            /**
             * @description `set-up`: the person makes their credentials
             * @enum {string}
             */
            next: "done" | "set-up";
        };
        OrderedTestMessage: {
            conversationId: string;
        };
        OutsideModel: {
            enabled: boolean;
            /** @description The key itself is never shown */
            hasKey: boolean;
            model: string;
            timeoutMs: number;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            updatedAt: string;
            updatedBy: string;
            url: string;
        };
        /** @description A `PublicKeyCredential` of `navigator.credentials.get`, as JSON */
        PasskeyAnswer: {
            id: string;
            response: {
                authenticatorData: string;
                clientDataJSON: string;
                signature: string;
                userHandle?: string | null;
            };
            /** @constant */
            type: "public-key";
        };
        PasskeyOptions: {
            /** @description Left out: whichever passkey of this page the device has */
            allowCredentials?: {
                id: string;
                transports?: string[];
                /** @constant */
                type: "public-key";
            }[];
            challenge: string;
            rpId: string;
            /** @description Milliseconds; the challenge is over after them */
            timeout: number;
            /** @constant */
            userVerification: "required";
        } & {
            [key: string]: unknown;
        };
        /** @description One name on one account of the platform */
        PlacedTemplate: {
            accountId: string;
            advice: string | null;
            /** @enum {string} */
            category: "utility" | "marketing" | "authentication" | "unknown";
            comingCategory: ("utility" | "marketing" | "authentication" | "unknown") | null;
            differences: {
                /** @description `body`, `header`, `footer`, `buttons[1]`, `category` */
                field: string;
                ours: string | null;
                theirs: string | null;
            }[];
            inUse: boolean;
            /** @description On the platform */
            name: string;
            /** @enum {string} */
            quality: "green" | "yellow" | "red" | "unknown";
            readAt: string | null;
            reason: string | null;
            since: string | null;
            /**
             * @description `missing`: not there; `unknown`: not read yet
             * @enum {string}
             */
            status: "pending" | "approved" | "rejected" | "paused" | "disabled" | "flagged" | "in_appeal" | "reinstated" | "limit_exceeded" | "locked" | "pending_deletion" | "deleted" | "archived" | "unknown" | "missing";
            /** @description On its way to the platform; null: nothing is */
            submission: components["schemas"]["TemplateSubmission"] | null;
            /** @description Of the own words; null: the words of the product */
            version: number | null;
        };
        PriceList: {
            currency: string;
            freeServicePerMonth: number;
            isEstimate: boolean;
            isOwn: boolean;
            prices: {
                /** @description Decimal string */
                amount: string;
                /** @enum {string} */
                category: "marketing" | "utility" | "authentication" | "service";
                /** Format: date */
                from: string;
                market: string;
                until: string | null;
            }[];
            source: string;
            updatedAt: string | null;
            updatedBy: string | null;
        };
        PrivacyRequest: {
            closedAt: string | null;
            closedBy: string | null;
            contactRef: string | null;
            conversationId: string;
            customerRefs: string[];
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            dueAt: string;
            id: string;
            /** @enum {string} */
            kind: "access" | "erasure" | "correction";
            messageId: string;
            note: string | null;
            outcome: ("answered" | "refused") | null;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            receivedAt: string;
            /** @enum {string} */
            status: "open" | "closed";
        };
        /** @description RFC 9457 */
        Problem: {
            /** @description Stable: docs/api.md lists them */
            code: string;
            detail?: string;
            problems?: {
                field: string;
                message: string;
            }[];
            requestId: string;
            status: number;
            title: string;
            /** @constant */
            type: "about:blank";
        };
        PushDevice: {
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            createdAt: string;
            /** @description SHA-256 of its endpoint, base64url: by it a browser finds itself in the list */
            endpointHash: string;
            failingSince: string | null;
            id: string;
            lastAt: string | null;
            /** @description `sent`, or the code of a failure */
            lastOutcome: string | null;
            name: string;
        };
        PushDevices: {
            devices: components["schemas"]["PushDevice"][];
            /** @description For `pushManager.subscribe`; null: nobody is told on devices here */
            publicKey: string | null;
        };
        RecoveryCodes: {
            codes: string[];
        };
        Request: {
            closedAt: string | null;
            contactRef: string | null;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            createdAt: string;
            customerRef: string;
            decision: {
                contactRef: string;
                contentHash: string;
                /** @description The decision whose place it took; the evidence shows both */
                corrects: string | null;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                decidedAt: string;
                id: string;
                messageId: string;
                shownHash: string;
                /** @description What it lacks by the agreements on file; it counts all the same */
                warnings: string[];
            } | null;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            dueAt: string;
            eventId: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            expiresAt: string;
            history: {
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                at: string;
                by: string;
                what: string;
            }[];
            id: string;
            /** @enum {string} */
            kind: "reconciliation" | "approval" | "document" | "feedback" | "notice";
            lines: {
                answer: ("agreed" | "disagreed") | null;
                own: {
                    /** @description Decimal string */
                    quantity: string;
                    /** @enum {string} */
                    side: "B" | "A";
                } | null;
                /** @description Decimal string */
                quantity: string;
                /** @enum {string} */
                side: "B" | "A";
                unit: string;
            }[];
            /** @description The month of TTK 94, of a letter under a written contract that is on file; where one request is read */
            objection?: {
                agreementId: string;
                receivedAt: string | null;
                signedOn: string;
                /** @description The last day; null: not received yet */
                until: string | null;
            };
            /** @description Null while open; then `agreed`, `rejected`, `no_response` … */
            outcome: string | null;
            reason: string | null;
            /** @description letter_id, approval_id, invoice_no, request_id … of the event */
            reference: string;
            /** @enum {string} */
            status: "open" | "closed";
            version: number;
        };
        RevealedNumbers: {
            /** @description With whole numbers */
            agreements: components["schemas"]["Agreement"][];
            contacts: {
                /** @description E.164, whole */
                phone: string;
                ref: string;
            }[];
            /** @description Null: not asked for, or not told */
            taxNumber: string | null;
        };
        Run: {
            /** @description Rows by state; states without rows are left out */
            counts: {
                [key: string]: number;
            };
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            createdAt: string;
            createdBy: string;
            /** @description When the last letter was handed over */
            doneAt: string | null;
            /** @description What is being asked of the letters that wait for an answer */
            errand: {
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                at: string;
                by: string;
                /** @enum {string} */
                kind: "remind" | "cancel" | "withdraw" | "recall";
            } | null;
            /** @description Letters carry a PDF */
            hasDocument: boolean;
            history: {
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                at: string;
                by: string;
                what: string;
            }[];
            id: string;
            /** @enum {string} */
            kind: "current_account" | "babs";
            languages: {
                [key: string]: number;
            };
            name: string;
            note: string | null;
            periodEnd: string;
            /** @description Rows that cannot go, by reason */
            problems: {
                [key: string]: number;
            };
            progress: {
                /** @description Letters that went, of this start */
                handed: number;
                perMinute: number;
                secondsLeft: number;
                toGo: number;
            } | null;
            reading: {
                /** @enum {string} */
                dates: "day-first" | "month-first";
                encoding: string | null;
                headers: string[];
                mapping: components["schemas"]["RunMapping"];
                /** @description How numbers are written; null: nothing showed it */
                numbers: ("tr" | "en" | "mixed") | null;
                /**
                 * @description `by_sign`: nothing names sides, so a minus is a credit and everything else a debit
                 * @enum {string}
                 */
                sides: "named" | "by_sign";
            } | null;
            replyDeadline: string | null;
            rows: number;
            source: {
                filename: string | null;
                /** @enum {string} */
                kind: "xlsx" | "csv" | "json";
                lines: number;
            };
            startedAt: string | null;
            /** @enum {string} */
            state: "reading" | "draft" | "running" | "paused" | "done" | "cancelled";
            sums: {
                credit: string;
                debit: string;
                letters: number;
                unit: string;
            }[];
        };
        /** @description Columns from 0 */
        RunMapping: {
            account?: number;
            amount?: number;
            contact?: number;
            credit?: number;
            customer?: number;
            debit?: number;
            documents?: number;
            form?: number;
            language?: number;
            name?: number;
            periodEnd?: number;
            reference?: number;
            side?: number;
            unit?: number;
        };
        RunRow: {
            accountNo: string | null;
            /** @description Whom the letter is for */
            asked: {
                /** @enum {string} */
                language: "tr" | "en" | "ar";
                name: string;
                ref: string;
            } | null;
            babs: {
                documents: number;
                /** @enum {string} */
                form: "Ba" | "Bs";
            } | null;
            /** @description As the file, or a person, names it; a telephone number is masked for somebody who is signed in */
            contact: string | null;
            customerRef: string | null;
            /** @description The letter on paper, once it was drawn */
            document: {
                bytes: number;
                sha256: string;
            } | null;
            eventId: string;
            failure: string | null;
            handedAt: string | null;
            language: ("tr" | "en" | "ar") | null;
            letter: {
                id: string;
                version: number;
            } | null;
            lines: {
                quantity: string;
                /** @enum {string} */
                side: "B" | "A";
                unit: string;
            }[];
            n: number;
            name: string | null;
            outcome: {
                closedAt: string | null;
                contactRef: string | null;
                contentHash: string | null;
                decisionId: string | null;
                lines: {
                    answer: ("agreed" | "disagreed") | null;
                    own: {
                        /** @description Decimal string */
                        quantity: string;
                        /** @enum {string} */
                        side: "B" | "A";
                    } | null;
                    /** @description Decimal string */
                    quantity: string;
                    /** @enum {string} */
                    side: "B" | "A";
                    unit: string;
                }[];
                reason: string | null;
            } | null;
            periodEnd: string | null;
            problems: string[];
            reference: string | null;
            requestId: string | null;
            /** @description Also the ETag: counts what people change */
            rev: number;
            source: {
                amount: string;
                documents?: string;
                form?: string;
                line: number;
                side: string;
                unit: string;
            }[];
            state: string;
        };
        RunSummary: {
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            createdAt: string;
            createdBy: string;
            /** @description When the last letter was handed over */
            doneAt: string | null;
            /** @description Letters carry a PDF */
            hasDocument: boolean;
            id: string;
            /** @enum {string} */
            kind: "current_account" | "babs";
            name: string;
            note: string | null;
            periodEnd: string;
            replyDeadline: string | null;
            rows: number;
            source: {
                filename: string | null;
                /** @enum {string} */
                kind: "xlsx" | "csv" | "json";
                lines: number;
            };
            startedAt: string | null;
            /** @enum {string} */
            state: "reading" | "draft" | "running" | "paused" | "done" | "cancelled";
        };
        SavedCallbackEndpoint: {
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            createdAt: string;
            disabledReason: ("gone" | "failing") | null;
            name: string;
            /** @description Only when this call set it: shown once */
            secret?: string;
            /** @enum {string} */
            status: "active" | "disabled";
            types: string[];
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            updatedAt: string;
            url: string;
        };
        SearchHit: {
            id: string;
            /** @constant */
            kind: "customer";
            name: string;
            ref: string;
        } | {
            /** @description Whom the contact acts for */
            customerRefs: string[];
            id: string;
            /** @constant */
            kind: "contact";
            name: string;
            /** @description E.164, masked for somebody who is signed in; empty: none is known */
            phone: string;
            /** @description False: nobody proved that the number is theirs, or the person at it said that it is not */
            phoneVerified: boolean;
            ref: string;
        } | {
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            createdAt: string;
            customerRef: string;
            id: string;
            /** @constant */
            kind: "request";
            reference: string;
            /** @enum {string} */
            requestKind: "reconciliation" | "approval" | "document" | "feedback" | "notice";
            /** @enum {string} */
            status: "open" | "closed";
        };
        SecondFactorAsked: {
            methods: ("totp" | "passkey" | "recovery-code")[];
            /** @constant */
            next: "second-factor";
        };
        Session: {
            /** @description Where it began; of IPv6 the network */
            address: string;
            /** @description User-Agent of the browser */
            agent: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            createdAt: string;
            /** @description The one this call is made with */
            current: boolean;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            expiresAt: string;
            id: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            idleExpiresAt: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            lastSeenAt: string;
            staff: {
                id: string;
                name: string;
                /** @enum {string} */
                role: "owner" | "admin" | "accountant" | "clerk" | "compliance" | "auditor";
            };
            /** @enum {string} */
            stage: "second-factor" | "set-up" | "full";
            /**
             * @description How the person signed in
             * @enum {string}
             */
            way: "link" | "demo" | "password" | "passkey" | "oidc";
        };
        SetupCheck: {
            /** @enum {string} */
            check: "token" | "number" | "account" | "app_secret" | "webhook" | "public_url" | "time" | "templates" | "database";
            /** @description What is the matter; `ok`: nothing */
            code: string;
            /** @description What there is to say; never a secret, nor anything of a person */
            facts?: {
                [key: string]: string | number | null | string[];
            };
            /**
             * @description `unknown`: nobody could be asked; the code says why
             * @enum {string}
             */
            state: "ok" | "warning" | "failed" | "unknown";
        };
        SetupReport: {
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            checkedAt: string;
            checks: components["schemas"]["SetupCheck"][];
        };
        SignedIn: {
            me: components["schemas"]["Me"];
            /** @constant */
            next: "done";
        };
        SignInFacts: {
            demo: boolean;
            /** @description The firm’s own provider: what it is called, and the path of the link that begins there */
            oidc: {
                name: string;
                startPath: string;
            } | null;
            /** @description Whether browsers can make passkeys for this address */
            passkeys: boolean;
            /** @description False: PUBLIC_URL is plain http, and browsers throw the session away */
            secure: boolean;
            tenantName: string;
        };
        Staff: {
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            createdAt: string;
            createdBy: string;
            demo: boolean;
            disabled: boolean;
            email: string | null;
            factors: {
                /** @description Signed in at the firm’s own provider before */
                oidc: boolean;
                passkeys: number;
                password: boolean;
                recoveryCodesLeft: number;
                totp: boolean;
            };
            id: string;
            /** @enum {string} */
            language: "tr" | "en";
            lastSignInAt: string | null;
            name: string;
            rev: number;
            /** @enum {string} */
            role: "owner" | "admin" | "accountant" | "clerk" | "compliance" | "auditor";
            /** @description Can sign in; false: the link was not used yet, or not to its end */
            setUp: boolean;
        };
        StaffLink: {
            /** @description Shown once; works once, for three days */
            link: string;
        };
        StatementLine: {
            /**
             * @description Whether every endpoint that wanted to took the `request.closed` of it; `none`: no endpoint wanted to
             * @enum {string}
             */
            acknowledgement: "delivered" | "waiting" | "failed" | "none";
            calls: {
                acknowledgedAt: string | null;
                attempts: number;
                endpoint: string;
                /** @description The `webhook-id`, to be replayed by */
                id: string;
                /** @enum {string} */
                status: "pending" | "delivered" | "failed" | "held";
            }[];
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            closedAt: string;
            customerRef: string;
            eventId: string;
            id: string;
            kind: string;
            outcome: string | null;
            reference: string;
            version: number;
        };
        Step: {
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            at: string;
            effects: {
                [key: string]: unknown;
            }[];
            inputs: {
                id: string;
                /** @description What a model outside took the words for; it decided nothing */
                outside?: string;
                type: string;
            }[];
            rev: number;
            states: {
                [key: string]: string;
            };
        };
        /** @description The data of one event; `ready` and `reset` have no id */
        StreamEvent: {
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            at: string;
            conversationId?: string;
            id?: string;
            /** @enum {string} */
            kind: "message.created" | "message.changed" | "conversation.changed" | "note.changed" | "request.changed" | "task.changed" | "document.changed" | "run.changed" | "template.changed" | "customer.changed" | "ready" | "reset";
            requestId?: string;
        };
        SubmittedTemplates: {
            accounts: components["schemas"]["TemplateAccountRead"][];
            queued: {
                /** @enum {string} */
                action: "create" | "edit";
                language: string;
                name: string;
            }[];
            /** @description There as they should be, or on their way */
            unchanged: number;
        };
        Task: {
            /** @description Null: nobody’s */
            assignee: {
                id: string;
                name: string;
            } | null;
            conversationId: string | null;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            createdAt: string;
            customerRefs: string[];
            details: {
                [key: string]: components["schemas"]["__schema3"];
            } | null;
            doneAt: string | null;
            doneBy: string | null;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            dueAt: string;
            escalatedAt: string | null;
            escalations: number;
            /** @description Whose it was, who is shut out or may not do it any more */
            formerAssignee: {
                id: string;
                name: string;
            } | null;
            id: string;
            owner: string | null;
            reason: string;
            requestId: string | null;
            resolution: string | null;
            /** @description Also the ETag, for If-Match */
            rev: number;
            /** @enum {string} */
            role: "staff" | "accounting" | "compliance";
            /** @enum {string} */
            status: "open" | "claimed" | "done";
            urgent: boolean;
            /** @description Whoever it is about waits for a person of ours; null: not, or it is done */
            waiting: components["schemas"]["Waiting"] | null;
        };
        Template: {
            /** @description Of a template of your own: the product’s it is made of; null: it is the product’s */
            base: string | null;
            /** @description In the words of the product; of one of your own: those of its base */
            body: string;
            buttons: string[];
            draft: {
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                at: string;
                /** @description With the `{{placeholders}}` of the template */
                body: string;
                by: string;
                fallback: string | null;
            } | null;
            header: "document" | null;
            history: {
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                at: string;
                by: string;
                version: number;
                /** @enum {string} */
                what: "submitted" | "used" | "withdrawn";
            }[];
            /** @description Version of the own words; null: those of the product */
            inUse: number | null;
            /** @enum {string} */
            language: "tr" | "en" | "ar";
            name: string;
            parameters: {
                name: string;
                sample: string;
            }[];
            platform: components["schemas"]["PlacedTemplate"][];
            prompt: string;
            /** @description Also the ETag; 0: nothing of its own was ever written */
            rev: number;
            /** @description Where it is used */
            usedBy: {
                /** @description Messages of the product that say it by themselves: `notice.movement` */
                notices: string[];
                /** @description Rules in use that say it */
                rules: {
                    id: string;
                    name: string;
                }[];
            };
            versions: {
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                at: string;
                /** @description With the `{{placeholders}}` of the template */
                body: string;
                by: string;
                fallback: string | null;
                name: string;
                version: number;
            }[];
        };
        TemplateAccount: {
            accountId: string;
            /** @description The sample of document headers was uploaded */
            hasSample: boolean;
            /** @description Templates on the account that are not ours */
            others: number;
            problem: {
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                at: string;
                /** @description `content`, `access`, `room`, `too_often`, `busy`, `in_review` … */
                cause: string;
                /** @description Of the platform */
                code: string | null;
                /** @description In the words of the platform */
                explanation: string | null;
            } | null;
            readAt: string | null;
        };
        TemplateAccountRead: {
            accountId: string;
            changed: {
                language: string;
                name: string;
                what: string[];
            }[];
            missing: number;
            others: number;
            problem: components["schemas"]["TemplateProblem"] | null;
            /** @description Ours that are there; null: it was not read */
            read: number | null;
        };
        TemplateProblem: {
            /** @description `content`, `access`, `room`, `too_often`, `busy`, `in_review` … */
            cause: string;
            /** @description Of the platform */
            code: string | null;
            /** @description In the words of the platform */
            explanation: string | null;
        };
        TemplateSubmission: {
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            at: string;
            attempts: number;
            by: string;
            nextAt: string | null;
            problem: components["schemas"]["TemplateProblem"] | null;
            /** @enum {string} */
            state: "queued" | "waiting" | "failed";
        };
        TestMessage: {
            /** @description Stable code of why it was not sent, is held, or failed, as of `explain`; null: nothing of that */
            because: string | null;
            /** @description `staff:<id>` or `key:<id>` */
            by: string;
            conversationId: string;
            /** @description Null: not decided yet. `/v1/messages/{id}/explain` says more */
            message: components["schemas"]["Message"] | null;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            orderedAt: string;
        };
        TotpSecret: {
            secret: string;
            uri: string;
        };
        Transcript: {
            conversation: components["schemas"]["Conversation"];
            export: {
                about: {
                    id: string;
                    /** @enum {string} */
                    what: "conversation" | "customer";
                } | null;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                at: string;
                by: string;
                company: string;
                /** @constant */
                format: "mutabik-transcript/1";
                from: string | null;
                to: string | null;
            };
            integrity: {
                /** @constant */
                algorithm: "SHA-256";
                messages: number;
                /** @description Of the hashes of all messages in order, each on a line */
                sha256: string;
            };
            /** @description Messages of these chats that are about other customers */
            leftOut: number;
            messages: components["schemas"]["ExportedMessage"][];
        };
        Transcripts: {
            export: {
                about: {
                    id: string;
                    /** @enum {string} */
                    what: "conversation" | "customer";
                } | null;
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                at: string;
                by: string;
                company: string;
                /** @constant */
                format: "mutabik-transcript/1";
                from: string | null;
                to: string | null;
            };
            integrity: {
                /** @constant */
                algorithm: "SHA-256";
                messages: number;
                /** @description Of the hashes of all messages in order, each on a line */
                sha256: string;
            };
            /** @description Messages of these chats that are about other customers */
            leftOut: number;
            transcripts: {
                conversation: components["schemas"]["Conversation"];
                messages: components["schemas"]["ExportedMessage"][];
            }[];
        };
        Trigger: {
            draft: {
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                at: string;
                by: string;
                rule: components["schemas"]["TriggerRule"];
            } | null;
            history: {
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                at: string;
                by: string;
                version: number;
                /** @enum {string} */
                what: "published" | "withdrawn";
            }[];
            id: string;
            locked: components["schemas"]["TriggerLock"][];
            name: string;
            on: string;
            /** @description Looked at by descending priority; 0 is what comes with the product */
            priority: number;
            published: components["schemas"]["TriggerVersion"] | null;
            /** @description Of the same, when a draft is written or published and with `reach=yes`; left out: it asks and tells nobody by itself */
            reach?: components["schemas"]["TriggerReach"];
            /** @description Also the ETag; If-Match keeps two people from writing over each other */
            rev: number;
            /** @description It came with the product: it can be copied, not changed */
            shipped: boolean;
            /** @enum {string} */
            state: "draft" | "published" | "withdrawn";
            /** @description Of the draft, else of what is in use */
            warnings?: {
                /** @enum {string} */
                code: "never_reached" | "reaches_nobody" | "unknown_customer" | "never_comes" | "past_its_end" | "template_not_in_use";
                field: string;
                message: string;
            }[];
        };
        TriggerAudience: {
            /**
             * @default usual
             * @enum {string}
             */
            fallback: "usual" | "owner" | "nobody";
            roles: ("approve" | "reconcile" | "invoice" | "reports" | "documents" | "owner")[];
        };
        TriggerAudienceOutput: {
            /**
             * @default usual
             * @enum {string}
             */
            fallback: "usual" | "owner" | "nobody";
            roles: ("approve" | "reconcile" | "invoice" | "reports" | "documents" | "owner")[];
        };
        TriggerCausedOutcome: {
            /** @description The rule that would act */
            by: {
                id: string;
                version: number;
            } | null;
            effects: ({
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                at: string;
                contactRef: string;
                /** @enum {string} */
                do: "request" | "notify";
                /** @description What happens where nobody answers. Left out: nothing */
                escalates?: ({
                    /**
                     * Format: date-time
                     * @description RFC 3339, UTC
                     */
                    at: string;
                    contactRef: string;
                    /** @constant */
                    to: "contact";
                } | {
                    /**
                     * Format: date-time
                     * @description RFC 3339, UTC
                     */
                    at: string;
                    role: string;
                    /** @constant */
                    to: "task";
                    urgent: boolean;
                })[];
                /** @description What the rule itself waits for */
                hold: {
                    /**
                     * @description Its own time is over before, outside the office hours that begin at `until`. Left out: it is not
                     * @constant
                     */
                    because?: "business_hours";
                    /** @enum {string} */
                    by: "wait" | "collapse";
                    /**
                     * Format: date-time
                     * @description RFC 3339, UTC
                     */
                    until: string;
                } | null;
                messages: {
                    /**
                     * Format: date-time
                     * @description RFC 3339, UTC
                     */
                    at: string;
                    choices: string[];
                    /** @description The template of your own that the rule chose; `unsaid`: why other words are said */
                    chosen?: {
                        name: string;
                        unsaid?: string;
                    };
                    /** @description The end of the quiet hours it waits for */
                    heldUntil: string | null;
                    /** @description What keeps it until `at`, one after the other, in the codes of a message’s plan; `until` null: nobody knows for how long. Left out: nothing */
                    holds?: {
                        check: string;
                        reason: string;
                        until: string | null;
                    }[];
                    /** @description The language of the person and why it is not said in that. Left out: it is */
                    insteadOf?: {
                        language: string;
                        reason: string;
                    };
                    /** @description Of its words */
                    language?: string;
                    template: string | null;
                    text: string;
                    /** @description Why it is recorded and not sent */
                    unsent: string | null;
                }[];
                outcome: string | null;
                requestKind: string;
                /**
                 * @description Put to the person; waiting for them to prove who they are; or ended at once
                 * @enum {string}
                 */
                state: "asked" | "held" | "ended";
                /** @description One message of several events: `words` is the one under which it stands, the others have no `messages`. Left out: by itself */
                together?: {
                    events: string[];
                    words: string;
                };
                /** @description It waits, and is not told where that is so by then. Left out: it does not */
                unless?: {
                    /** @constant */
                    answered: true;
                }[];
                /** @description Open requests it takes the place of; `eventId`: of one that is tried. Left out: none */
                withdraws?: {
                    eventId: string | null;
                    requestId: string;
                }[];
            } | {
                /** @constant */
                do: "task";
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                dueAt: string;
                reason: string;
                role: string;
                urgent: boolean;
            } | {
                /** @constant */
                do: "callback";
                name: string;
                type: string;
            } | {
                data: {
                    [key: string]: unknown;
                };
                /** @constant */
                do: "emit";
                /** @description The type takes what the rule makes of the event */
                isAccepted: boolean;
                type: string;
            })[];
            reason: string | null;
            /**
             * Format: date-time
             * @description Of what is `capped`: when the cap has room again
             */
            roomAt?: string;
            /**
             * Format: date-time
             * @description When it waited and is not told in the end: when that was decided
             */
            settledAt?: string;
            /** @enum {string} */
            status: "processed" | "ignored" | "failed";
        };
        TriggerDates: {
            dates: {
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                at: string;
                /** @description The local date */
                date: string;
                /** @description Of a date near one of a stored event: that event; left out also without `events:read` */
                eventId?: string;
                /** @description Where it would fall if every day were a business day; null: it was not moved */
                movedFrom: string | null;
            }[];
            timeZone: string;
        };
        TriggerDryRun: {
            /** @description Where dates are tried, in their order */
            dates?: {
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                at: string;
                /** @description Whom it is for, of the first thousand */
                customers: number;
                /** @description The local date */
                date: string;
                /** @description Of whom its conditions hold */
                matched: number;
                /** @description Of whom there is an item */
                shown: number;
            }[];
            /** @description Of which something else would come than comes now */
            differing: number;
            events: number;
            items: {
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                at: string;
                conditions: {
                    field: string;
                    holds: boolean;
                    op: string;
                }[];
                /** @description Of a date: whom it is for; null: nobody in particular */
                customerRef?: string | null;
                /** @description Of a date: which */
                date?: string;
                differs: boolean;
                eventId: string;
                matches: boolean;
                /** @description What comes of it by the rules that are in use now */
                now: components["schemas"]["TriggerOutcome"];
                outcome: components["schemas"]["TriggerOutcome"];
            }[];
            matched: number;
        };
        TriggerEmitValue: string | number | boolean | {
            from: string;
        } | {
            text: string;
        } | {
            lines: string;
            /** @enum {string} */
            side: "A" | "B";
        } | {
            unitOf: string;
        } | {
            quantityOf: string;
        };
        /** @description What no rule can change, and why */
        TriggerLock: {
            part: string;
            text: string;
        };
        TriggerOutcome: {
            /** @description The rule that would act */
            by: {
                id: string;
                version: number;
            } | null;
            /** @description Events its rule makes, and those they make, with what would come of each by the rules in use. Left out: none */
            caused?: {
                eventId: string;
                outcome: components["schemas"]["TriggerCausedOutcome"];
                type: string;
            }[];
            effects: ({
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                at: string;
                contactRef: string;
                /** @enum {string} */
                do: "request" | "notify";
                /** @description What happens where nobody answers. Left out: nothing */
                escalates?: ({
                    /**
                     * Format: date-time
                     * @description RFC 3339, UTC
                     */
                    at: string;
                    contactRef: string;
                    /** @constant */
                    to: "contact";
                } | {
                    /**
                     * Format: date-time
                     * @description RFC 3339, UTC
                     */
                    at: string;
                    role: string;
                    /** @constant */
                    to: "task";
                    urgent: boolean;
                })[];
                /** @description What the rule itself waits for */
                hold: {
                    /**
                     * @description Its own time is over before, outside the office hours that begin at `until`. Left out: it is not
                     * @constant
                     */
                    because?: "business_hours";
                    /** @enum {string} */
                    by: "wait" | "collapse";
                    /**
                     * Format: date-time
                     * @description RFC 3339, UTC
                     */
                    until: string;
                } | null;
                messages: {
                    /**
                     * Format: date-time
                     * @description RFC 3339, UTC
                     */
                    at: string;
                    choices: string[];
                    /** @description The template of your own that the rule chose; `unsaid`: why other words are said */
                    chosen?: {
                        name: string;
                        unsaid?: string;
                    };
                    /** @description The end of the quiet hours it waits for */
                    heldUntil: string | null;
                    /** @description What keeps it until `at`, one after the other, in the codes of a message’s plan; `until` null: nobody knows for how long. Left out: nothing */
                    holds?: {
                        check: string;
                        reason: string;
                        until: string | null;
                    }[];
                    /** @description The language of the person and why it is not said in that. Left out: it is */
                    insteadOf?: {
                        language: string;
                        reason: string;
                    };
                    /** @description Of its words */
                    language?: string;
                    template: string | null;
                    text: string;
                    /** @description Why it is recorded and not sent */
                    unsent: string | null;
                }[];
                outcome: string | null;
                requestKind: string;
                /**
                 * @description Put to the person; waiting for them to prove who they are; or ended at once
                 * @enum {string}
                 */
                state: "asked" | "held" | "ended";
                /** @description One message of several events: `words` is the one under which it stands, the others have no `messages`. Left out: by itself */
                together?: {
                    events: string[];
                    words: string;
                };
                /** @description It waits, and is not told where that is so by then. Left out: it does not */
                unless?: {
                    /** @constant */
                    answered: true;
                }[];
                /** @description Open requests it takes the place of; `eventId`: of one that is tried. Left out: none */
                withdraws?: {
                    eventId: string | null;
                    requestId: string;
                }[];
            } | {
                /** @constant */
                do: "task";
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                dueAt: string;
                reason: string;
                role: string;
                urgent: boolean;
            } | {
                /** @constant */
                do: "callback";
                name: string;
                type: string;
            } | {
                data: {
                    [key: string]: unknown;
                };
                /** @constant */
                do: "emit";
                /** @description The type takes what the rule makes of the event */
                isAccepted: boolean;
                type: string;
            })[];
            reason: string | null;
            /**
             * Format: date-time
             * @description Of what is `capped`: when the cap has room again
             */
            roomAt?: string;
            /**
             * Format: date-time
             * @description When it waited and is not told in the end: when that was decided
             */
            settledAt?: string;
            /** @enum {string} */
            status: "processed" | "ignored" | "failed";
        };
        /** @description Whom it would ask or tell, by the books of this moment */
        TriggerReach: {
            /** @description Of these, those the rule acts on */
            customers: number;
            /** @description Customers who were looked at */
            looked: number;
            /** @description Of these, those with somebody who would be asked or told */
            reached: number;
            /** @description Of these, those where everybody who would be asked or told stopped messages */
            stopped: number;
            /** @description There are no others */
            whole: boolean;
        };
        /** @description What a draft says; can be sent as the draft of another rule */
        TriggerRule: {
            cap?: {
                at_most: number;
                /** @enum {string} */
                per: "contact" | "customer";
                within: string;
            } | null;
            customers?: ("all" | "none") | string[];
            name: string;
            on: string;
            /** @default 50 */
            priority: number;
            schedule?: ({
                at: string;
                /** @constant */
                every: "day";
                /**
                 * @default none
                 * @enum {string}
                 */
                move: "none" | "next" | "previous" | "skip";
            } | {
                at: string;
                days: ("sunday" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday")[];
                /** @constant */
                every: "week";
                /**
                 * @default next
                 * @enum {string}
                 */
                move: "none" | "next" | "previous" | "skip";
            } | {
                at: string;
                day: number | ("last" | "first_business" | "last_business") | {
                    nth: number | "last";
                    /** @enum {string} */
                    weekday: "sunday" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday";
                };
                /** @constant */
                every: "month";
                months?: number[];
                /**
                 * @default next
                 * @enum {string}
                 */
                move: "none" | "next" | "previous" | "skip";
            } | {
                at: string;
                day: number | ("last" | "first_business" | "last_business") | {
                    nth: number | "last";
                    /** @enum {string} */
                    weekday: "sunday" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday";
                };
                /** @constant */
                every: "quarter";
                /**
                 * @default next
                 * @enum {string}
                 */
                move: "none" | "next" | "previous" | "skip";
            }) | {
                at: string;
                /** @enum {string} */
                move?: "none" | "next" | "previous" | "skip";
                relative: {
                    /** @default false */
                    business: boolean;
                    days: number;
                    field: string;
                    of: string;
                };
            };
            then: ({
                /** @enum {string} */
                as?: "reconciliation.letter.ready" | "approval.requested" | "invoice.approval.requested" | "report.ready" | "document.requested" | "feedback.requested" | "payment.due.approaching" | "deadline.approaching";
                /** @default null */
                audience: components["schemas"]["TriggerAudienceOutput"] | null;
                collapse?: {
                    /** @constant */
                    first?: "at_once";
                    from: number;
                    within: string;
                };
                data?: {
                    [key: string]: components["schemas"]["TriggerEmitValue"];
                };
                /** @constant */
                do: "request";
                escalate?: ({
                    after: string;
                    roles: ("approve" | "reconcile" | "invoice" | "reports" | "documents" | "owner")[];
                    /** @constant */
                    to: "contact";
                } | {
                    after: string;
                    /** @enum {string} */
                    role: "staff" | "accounting";
                    /** @constant */
                    to: "task";
                    /** @default false */
                    urgent: boolean;
                })[];
                supersede?: boolean;
                template?: string | null;
                unless?: {
                    /** @constant */
                    answered: true;
                }[];
                wait?: components["schemas"]["TriggerWaitOutput"];
            } | {
                /** @enum {string} */
                as?: "reconciliation.letter.ready" | "approval.requested" | "invoice.approval.requested" | "report.ready" | "document.requested" | "feedback.requested" | "payment.due.approaching" | "deadline.approaching";
                /** @default null */
                audience: components["schemas"]["TriggerAudienceOutput"] | null;
                collapse?: {
                    /** @constant */
                    first?: "at_once";
                    from: number;
                    within: string;
                };
                data?: {
                    [key: string]: components["schemas"]["TriggerEmitValue"];
                };
                /** @constant */
                do: "notify";
                escalate?: ({
                    after: string;
                    roles: ("approve" | "reconcile" | "invoice" | "reports" | "documents" | "owner")[];
                    /** @constant */
                    to: "contact";
                } | {
                    after: string;
                    /** @enum {string} */
                    role: "staff" | "accounting";
                    /** @constant */
                    to: "task";
                    /** @default false */
                    urgent: boolean;
                })[];
                supersede?: boolean;
                template?: string | null;
                unless?: {
                    /** @constant */
                    answered: true;
                }[];
                wait?: components["schemas"]["TriggerWaitOutput"];
            } | {
                /** @constant */
                do: "task";
                /** @enum {string} */
                role: "staff" | "accounting" | "compliance";
                /** @default false */
                urgent: boolean;
            } | {
                /** @constant */
                do: "callback";
                name: string;
            } | {
                data: {
                    [key: string]: components["schemas"]["TriggerEmitValue"];
                };
                /** @constant */
                do: "emit";
                type: string;
            } | {
                /** @constant */
                do: "nothing";
            })[];
            /** @default [] */
            when: {
                field: string;
                op: string;
                value?: string | number | boolean | string[] | {
                    quantity: string;
                    /** @description A shipped unit (HAS, XAU_G_22K, XAU_G_21K, XAU_G_18K, XAU_G_14K, XAG_G, TRY, USD, EUR, GBP, CHF, AED, SAR, PCS_CEYREK, PCS_YARIM, PCS_TAM, PCS_ATA, PCS_GREMSE, PCS_BESLI, PCS_RESAT), or one of your own (`GET /v1/units`) */
                    unit: string;
                } | {
                    quantity: string;
                    /** @description A shipped unit (HAS, XAU_G_22K, XAU_G_21K, XAU_G_18K, XAU_G_14K, XAG_G, TRY, USD, EUR, GBP, CHF, AED, SAR, PCS_CEYREK, PCS_YARIM, PCS_TAM, PCS_ATA, PCS_GREMSE, PCS_BESLI, PCS_RESAT), or one of your own (`GET /v1/units`) */
                    unit: string;
                }[];
            }[];
        };
        TriggerShadow: {
            atMost: number;
            /** @description Why it ended; null: it runs */
            because: ("stopped" | "published" | "discarded" | "changed" | "full" | "over") | null;
            /** @description Of which something else would come than comes now */
            differing: number;
            endedAt: string | null;
            on: string;
            /** @description Events with which the draft has to do */
            recorded: number;
            /** @description `rev` of the rule with the draft that is watched */
            rev: number;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            startedAt: string;
            startedBy: string;
            /** @enum {string} */
            state: "running" | "ended";
            triggerId: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            until: string;
        };
        TriggerShadowEvent: {
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            at: string;
            /** @description What came of it so far; null: the event is gone */
            came: {
                reason: string | null;
                requestIds: string[];
                status: string;
                trigger: {
                    id: string;
                    version: number;
                } | null;
            } | null;
            differs: boolean;
            eventId: string;
            /** @description What comes of it by the rules in use, at the same moment */
            now: components["schemas"]["TriggerShadowOutcome"];
            /** @description What would come of it */
            outcome: components["schemas"]["TriggerShadowOutcome"];
        };
        TriggerShadowOutcome: {
            /** @description The rule that acts, or would */
            by: {
                id: string;
                version: number;
            } | null;
            effects: ({
                contactRef: string;
                /** @enum {string} */
                do: "request" | "notify";
                hold: {
                    /** @enum {string} */
                    by: "wait" | "collapse";
                    /**
                     * Format: date-time
                     * @description RFC 3339, UTC
                     */
                    until: string;
                } | null;
                requestKind: string;
            } | {
                /** @constant */
                do: "task";
                role: string;
                urgent: boolean;
            } | {
                /** @constant */
                do: "callback";
                name: string;
            } | {
                /** @constant */
                do: "emit";
                isAccepted: boolean;
                type: string;
            })[];
            reason: string | null;
            /** @enum {string} */
            status: "processed" | "ignored" | "failed";
        };
        TriggerType: {
            actions: string[];
            /** @enum {string} */
            audience: "customer" | "staff" | "compartment" | "own";
            /** @description JSON Schema of the event’s `data` */
            data: {
                [key: string]: unknown;
            };
            fields: {
                /** @description The words there are; empty: not a closed list */
                choices: string[];
                field: string;
                /** @enum {string} */
                kind: "text" | "choice" | "flag" | "number" | "amount" | "date" | "labels";
                operators: {
                    /** @description JSON Schema of the list that it takes as well: an amount for each of several units */
                    list?: {
                        [key: string]: unknown;
                    };
                    op: string;
                    /** @description JSON Schema of the value; null: the operator takes none */
                    value: {
                        [key: string]: unknown;
                    } | null;
                }[];
                /** @description The field with the unit of this amount */
                unitField: string | null;
            }[];
            /** @description Of a type of your own: the types of the catalogue in whose form a rule may ask or tell (`as`); their `data` is in this list */
            forms: {
                as: string;
                /** @enum {string} */
                do: "request" | "notify";
                prompt: string | null;
                timing: string[];
            }[];
            locked: components["schemas"]["TriggerLock"][];
            /** @description Of a type of your own: as it was written */
            own?: {
                fields: {
                    choices: string[];
                    /** @enum {string} */
                    kind: "text" | "reference" | "choice" | "flag" | "number" | "amount" | "date" | "instant";
                    name: string;
                    required: boolean;
                }[];
                name: string;
                /** @description Also the ETag */
                rev: number;
            };
            /** @description What a customer is asked or told first: of a template that fits, `prompt` is the same */
            prompt: string | null;
            /** @description The rule that acts where no other does */
            shipped: string | null;
            taskRoles: string[];
            /** @description What may be said beside the audience, and `cap` */
            timing: string[];
            type: string;
        };
        TriggerVersion: {
            /** @description When it came into use; null: it came with the product */
            at: string | null;
            by: string;
            rule: components["schemas"]["TriggerRule"];
            version: number;
        };
        TriggerWait: {
            /** @default null */
            for: string | null;
            /** @default null */
            until: "business_hours" | null;
        };
        TriggerWaitOutput: {
            /** @default null */
            for: string | null;
            /** @default null */
            until: "business_hours" | null;
        };
        Unit: {
            carat: number | null;
            code: string;
            decimals: number;
            decimalsShown: number;
            /** @description Nothing new is taken in it; what is there stays */
            isRetired: boolean;
            /** @enum {string} */
            kind: "weight" | "money" | "pieces";
            names: {
                ar: {
                    name: string;
                    short: string;
                    suffix: string;
                };
                en: {
                    name: string;
                    short: string;
                    suffix: string;
                };
                tr: {
                    name: string;
                    short: string;
                    suffix: string;
                };
            };
            shipped: boolean;
            updatedAt: string | null;
            updatedBy: string | null;
            /** @description Null: it comes with the product */
            version: number | null;
            /** @description All there were, the newest last; where one of your own is read */
            versions?: {
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                at: string;
                by: string;
                /** @description Nothing new is taken in it; what is there stays */
                isRetired: boolean;
                names: {
                    ar: {
                        name: string;
                        short: string;
                        suffix: string;
                    };
                    en: {
                        name: string;
                        short: string;
                        suffix: string;
                    };
                    tr: {
                        name: string;
                        short: string;
                        suffix: string;
                    };
                };
                version: number;
                /** @description Read whatever language the customer has */
                words: {
                    ar: string[];
                    en: string[];
                    tr: string[];
                };
            }[];
            /** @description Read whatever language the customer has */
            words: {
                ar: string[];
                en: string[];
                tr: string[];
            };
        };
        UnitConstants: {
            code: string;
            constants: {
                in: string | null;
                /** @enum {string} */
                kind: "milyem" | "grams" | "has" | "buying" | "selling";
                source: string | null;
                validFrom: string;
                validUntil: string | null;
                value: string;
            }[];
            updatedAt: string | null;
            updatedBy: string | null;
            /** @description 0: nobody wrote any yet */
            version: number;
            /** @description All there were, the newest last */
            versions: {
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                at: string;
                by: string;
                constants: {
                    in: string | null;
                    /** @enum {string} */
                    kind: "milyem" | "grams" | "has" | "buying" | "selling";
                    source: string | null;
                    validFrom: string;
                    validUntil: string | null;
                    value: string;
                }[];
                version: number;
            }[];
        };
        UnrecognisedText: {
            /**
             * @description `unknown`: the person was told that we did not understand; `asked`: what they may mean was asked back; `served`: they were taken for the wish they may be
             * @enum {string}
             */
            as: "unknown" | "asked" | "served";
            /** @description Last question of the conversation itself */
            asked: string | null;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            at: string;
            conversationId: string;
            /**
             * Format: date-time
             * @description The record is deleted then, labelled or not
             */
            expiresAt: string;
            id: string;
            label: {
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC
                 */
                at: string;
                by: string;
                dialect: ("std" | "colloquial" | "formal" | "regional" | "ascii" | "nonnative" | "latin" | "msa" | "gulf" | "levant" | "egypt" | "iraq") | null;
                /**
                 * @description A meaning of the reading, or `approve`, `reject`, `figure`
                 * @enum {string}
                 */
                intent: "approve" | "reject" | "figure" | "approve.strong" | "approve.clear" | "approve.soft" | "reject.clear" | "reject.partial" | "conditional" | "defer" | "question" | "askedWhoWeAre" | "ambiguous" | "ack" | "greet" | "stoppedNotices" | "stoppedUnclearly" | "resumedNotices" | "openedMenu" | "askedForHuman" | "human.callback" | "askedForBalance" | "askedForStatement" | "askedForMovements" | "askedForInvoice" | "askedForPrice" | "askedForStatus" | "resend" | "document.sent" | "reportedWrongNumber" | "askedForErasure" | "askedForAccess" | "askedForNotice" | "withdrewConsents" | "privacy.correct" | "disputedMovement" | "openedItems" | "askedForLanguage" | "openedPrivacy" | "wantedToSend" | "askedForDocument" | "openedMarketing" | "mute" | "send_report" | "extension" | "upload_link" | "refuse_document" | "feedback.positive" | "feedback.neutral" | "feedback.negative" | "verify.mine" | "verify.not_mine" | "correction" | "consent.give" | "consent.refuse" | "go_back" | "unknown";
                /**
                 * @description `clear`: the words say it; `soft`: they lean to it
                 * @enum {string}
                 */
                strength: "clear" | "soft";
            } | null;
            /**
             * @description Of the conversation; the words may be in another
             * @enum {string}
             */
            language: "tr" | "en" | "ar";
            /** @description Line of the transcript */
            messageId: string;
            proposed: {
                /** @description From 0 to 1 */
                likelihood: number;
                /** @enum {string} */
                meaning: "approve.strong" | "approve.clear" | "approve.soft" | "reject" | "reject.clear" | "reject.partial" | "conditional" | "defer" | "question" | "askedWhoWeAre" | "ambiguous" | "ack" | "greet" | "stoppedNotices" | "stoppedUnclearly" | "resumedNotices" | "openedMenu" | "askedForHuman" | "human.callback" | "askedForBalance" | "askedForStatement" | "askedForMovements" | "askedForInvoice" | "askedForPrice" | "askedForStatus" | "resend" | "document.sent" | "reportedWrongNumber" | "askedForErasure" | "askedForAccess" | "askedForNotice" | "withdrewConsents" | "privacy.correct" | "disputedMovement" | "openedItems" | "askedForLanguage" | "openedPrivacy" | "wantedToSend" | "askedForDocument" | "openedMarketing" | "mute" | "send_report" | "extension" | "upload_link" | "refuse_document" | "feedback.positive" | "feedback.neutral" | "feedback.negative" | "verify.mine" | "verify.not_mine" | "correction" | "consent.give" | "consent.refuse" | "go_back" | "unknown";
            } | null;
            /**
             * @description What the words were read as with certainty
             * @enum {string}
             */
            read: "approve.strong" | "approve.clear" | "approve.soft" | "reject" | "reject.clear" | "reject.partial" | "conditional" | "defer" | "question" | "askedWhoWeAre" | "ambiguous" | "ack" | "greet" | "stoppedNotices" | "stoppedUnclearly" | "resumedNotices" | "openedMenu" | "askedForHuman" | "human.callback" | "askedForBalance" | "askedForStatement" | "askedForMovements" | "askedForInvoice" | "askedForPrice" | "askedForStatus" | "resend" | "document.sent" | "reportedWrongNumber" | "askedForErasure" | "askedForAccess" | "askedForNotice" | "withdrewConsents" | "privacy.correct" | "disputedMovement" | "openedItems" | "askedForLanguage" | "openedPrivacy" | "wantedToSend" | "askedForDocument" | "openedMarketing" | "mute" | "send_report" | "extension" | "upload_link" | "refuse_document" | "feedback.positive" | "feedback.neutral" | "feedback.negative" | "verify.mine" | "verify.not_mine" | "correction" | "consent.give" | "consent.refuse" | "go_back" | "unknown";
            /** @description Open requests at that moment, and what each waited for */
            requests: {
                expects: string | null;
                isQuoted: boolean;
                kind: string;
                variant: string;
            }[];
            /** @description Also the ETag: counts what was said about it */
            rev: number;
            text: string;
        };
        Waiting: {
            lastMessageAt: string | null;
            /** @description Written since then */
            messages: number;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            since: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getApikeys: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Items per page, 1 to 200 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of keys, without their secrets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ApiKey"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postApikeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    callsPerMinute?: number;
                    /** Format: date-time */
                    expiresAt?: string;
                    name: string;
                    scopes: ("events:write" | "events:read" | "customers:read" | "customers:write" | "customers:reveal" | "requests:read" | "requests:write" | "conversations:read" | "conversations:write" | "documents:read" | "documents:write" | "documents:original" | "callbacks:read" | "callbacks:write" | "channels:read" | "channels:write" | "tasks:read" | "tasks:write" | "consents:read" | "privacy:read" | "privacy:write" | "costs:read" | "unrecognised:read" | "unrecognised:write" | "triggers:read" | "triggers:write" | "units:read" | "units:write" | "templates:read" | "templates:write" | "runs:read" | "runs:write" | "deadletters:read" | "deadletters:write" | "staff:read" | "staff:write" | "audit:read" | "compliance" | "admin" | "*")[];
                };
            };
        };
        responses: {
            /** @description The key */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedApiKey"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getApikeysId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key, without its secret; its ETag for If-Match */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteApikeysId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoked */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchApikeysId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    callsPerMinute: number | null;
                };
            };
        };
        responses: {
            /** @description The key */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAudit: {
        parameters: {
            query?: {
                action?: string;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Items per page, 1 to 200 */
                limit?: number;
                since?: string;
                subject?: string;
                who?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the log */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AuditEntry"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBudget: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The budget */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Budget"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putBudget: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Decimal string */
                    amount: string;
                    currency: string;
                    /** @default 80 */
                    warnAtPercent?: number;
                };
            };
        };
        responses: {
            /** @description The budget */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Budget"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteBudget: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken away */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCalendar: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The days */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["CalendarDay"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCalendarDate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                date: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The day; its ETag for If-Match */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarDay"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putCalendarDate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                date: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    kind: "holiday" | "half_day" | "working";
                    name: string;
                };
            };
        };
        responses: {
            /** @description The day */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarDay"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCalendarDate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                date: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is as the public calendar says */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCallbacks: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Items per page, 1 to 200 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of endpoints */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["CallbackEndpoint"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCallbacksName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallbackEndpoint"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putCallbacksName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    rotateSecret?: boolean;
                    secret?: string;
                    /**
                     * @default [
                     *       "*"
                     *     ]
                     */
                    types?: ("*" | "request.closed" | "request.updated" | "message.failed" | "channel.held" | "channel.resumed" | "trigger.acted" | "budget.warned" | "budget.exhausted" | "statement.daily" | "callback.test" | "task.escalated" | "contact.opted_out" | "contact.opted_in" | "contact.wrong_recipient" | "contact.verification_requested" | "contact.verified" | "contact.number_changed" | "contact.identity_changed" | "statement.requested" | "document.requested_by_customer" | "movement.disputed" | "alerts.muted" | "transaction.denied" | "privacy.request_received")[];
                    url: string;
                };
            };
        };
        responses: {
            /** @description The endpoint */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedCallbackEndpoint"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCallbacksName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCallbacksNameDeliveries: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Items per page, 1 to 200 */
                limit?: number;
                status?: "pending" | "delivered" | "failed" | "held";
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of calls */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["CallbackDelivery"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCallbacksNameReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: date-time */
                    from?: string;
                    ids?: string[];
                    /** Format: date-time */
                    to?: string;
                };
            };
        };
        responses: {
            /** @description Queued again */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        replayed: number;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCallbacksNameTest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Queued */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCannedreplies: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Items per page, 1 to 200 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of canned replies */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["CannedReply"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCannedreplies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Unique; kept in small letters */
                    shortcut: string;
                    texts: {
                        /** @description May hold {{contact.name}}, {{customer.name}}, {{staff.name}} */
                        ar?: string;
                        /** @description May hold {{contact.name}}, {{customer.name}}, {{staff.name}} */
                        en?: string;
                        /** @description May hold {{contact.name}}, {{customer.name}}, {{staff.name}} */
                        tr?: string;
                    };
                    title: string;
                };
            };
        };
        responses: {
            /** @description The canned reply */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CannedReply"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putCannedrepliesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Unique; kept in small letters */
                    shortcut: string;
                    texts: {
                        /** @description May hold {{contact.name}}, {{customer.name}}, {{staff.name}} */
                        ar?: string;
                        /** @description May hold {{contact.name}}, {{customer.name}}, {{staff.name}} */
                        en?: string;
                        /** @description May hold {{contact.name}}, {{customer.name}}, {{staff.name}} */
                        tr?: string;
                    };
                    title: string;
                };
            };
        };
        responses: {
            /** @description The canned reply */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CannedReply"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCannedrepliesId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getChannels: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Items per page, 1 to 200 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of channels, without their secrets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Channel"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getChannelsIdChecks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What each check came to */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupReport"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getChannelsIdEvents: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                event?: string;
                field?: string;
                from?: string;
                /** @description Items per page, 1 to 200 */
                limit?: number;
                subject?: string;
                to?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ChannelEvent"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getChannelsIdTestmessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The last one; `test` is null where none was ordered */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LastTestMessage"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postChannelsIdTestmessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    phone: string;
                };
            };
        };
        responses: {
            /** @description The order is stored */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderedTestMessage"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getColleagues: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Items per page, 1 to 200 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of people, by id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Colleague"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConsents: {
        parameters: {
            query?: {
                contact?: string;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                customer?: string;
                /** @description Items per page, 1 to 200 */
                limit?: number;
                purpose?: "transactional" | "marketing" | "feedback" | "privacy_notice";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of consents */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Consent"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConsentsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The consent */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Consent"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getContacts: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                customer?: string;
                /** @description Items per page, 1 to 200 */
                limit?: number;
                /** @description Only who is meant by it: name, reference, a number or its last four digits and more */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of contacts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ContactWithCustomers"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConversations: {
        parameters: {
            query?: {
                /** @description `me`, `none`, or the id of an account. Pages of `none`, and of somebody with more than 1,000 chats, may be shorter than asked for */
                assignee?: string;
                contact?: string;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                customer?: string;
                /** @description Items per page, 1 to 200 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of conversations */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AssignedConversation"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConversationsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The conversation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssignedConversation"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putConversationsIdAssignee: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Id of an account, or `me` */
                    assignee: string;
                };
            };
        };
        responses: {
            /** @description Whose the chat is; its ETag for If-Match */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatAssignment"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteConversationsIdAssignee: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whose the chat is; its ETag for If-Match */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatAssignment"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationsIdLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    contactRef: string;
                };
            };
        };
        responses: {
            /** @description The conversation of the contact */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConversationsIdMessages: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Items per page, 1 to 200 */
                limit?: number;
                order?: "oldest" | "newest";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of messages */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Message"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationsIdMessages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                };
            };
        };
        responses: {
            /** @description The order is stored; the conversation as it stands now */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConversationsIdNotes: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Items per page, 1 to 200 */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of notes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["InternalNote"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationsIdNotes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                };
            };
        };
        responses: {
            /** @description The note */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InternalNote"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationsIdRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order is stored; the conversation as it stands now */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConversationsIdSteps: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Items per page, 1 to 200 */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of steps */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Step"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationsIdTakeover: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order is stored; the conversation as it stands now */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConversationsIdTranscript: {
        parameters: {
            query?: {
                format?: "json" | "csv" | "pdf";
                from?: string;
                language?: "tr" | "en";
                to?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The conversation and its messages */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transcript"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCosts: {
        parameters: {
            query: {
                by?: "month" | "category" | "request";
                from: string;
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sums by key, and all of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Costs"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCustomers: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Items per page, 1 to 200 */
                limit?: number;
                /** @description Only who is meant by it: name, label, tax number or reference, of the customer or of somebody who acts for it */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of customers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Customer"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCustomersRef: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putCustomersRef: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    accounts?: {
                        accountNo: string;
                        /** Format: date-time */
                        asOf?: string;
                        lines: {
                            quantity: string;
                            /** @enum {string} */
                            side: "B" | "A";
                            /** @description A shipped unit (HAS, XAU_G_22K, XAU_G_21K, XAU_G_18K, XAU_G_14K, XAG_G, TRY, USD, EUR, GBP, CHF, AED, SAR, PCS_CEYREK, PCS_YARIM, PCS_TAM, PCS_ATA, PCS_GREMSE, PCS_BESLI, PCS_RESAT), or one of your own (`GET /v1/units`) */
                            unit: string;
                        }[];
                    }[];
                    contacts: {
                        /** @default false */
                        canBind?: boolean;
                        iys?: {
                            /** Format: date-time */
                            recordedAt: string;
                            /** Format: date-time */
                            saidAt: string;
                            /** @enum {string} */
                            source: "HS_WEB" | "HS_MESAJ" | "HS_FIZIKSEL_ORTAM" | "HS_ISLAK_IMZA" | "HS_CAGRI_MERKEZI" | "HS_MOBIL" | "HS_EORTAM" | "HS_SOSYAL_MEDYA" | "HS_EPOSTA" | "HS_ETKINLIK" | "HS_ATM" | "HS_KARAR" | "HS_2015";
                            /** @enum {string} */
                            status: "ONAY" | "RET";
                        } | null;
                        /** @enum {string} */
                        language?: "tr" | "en" | "ar";
                        limits?: {
                            quantity: string;
                            /** @description A shipped unit (HAS, XAU_G_22K, XAU_G_21K, XAU_G_18K, XAU_G_14K, XAG_G, TRY, USD, EUR, GBP, CHF, AED, SAR, PCS_CEYREK, PCS_YARIM, PCS_TAM, PCS_ATA, PCS_GREMSE, PCS_BESLI, PCS_RESAT), or one of your own (`GET /v1/units`) */
                            unit: string;
                        }[];
                        name: string;
                        phone: string;
                        phoneVerified?: boolean;
                        ref: string;
                        /** @default [] */
                        roles?: ("owner" | "approve" | "reconcile" | "invoice" | "reports" | "documents" | "all" | "self")[];
                    }[];
                    /** @default [] */
                    labels?: string[];
                    /**
                     * @default tr
                     * @enum {string}
                     */
                    language?: "tr" | "en" | "ar";
                    name: string;
                    recipientType?: ("TACIR" | "BIREYSEL") | null;
                    taxNumber?: string | null;
                    writtenAccountContract?: boolean | null;
                };
            };
        };
        responses: {
            /** @description The customer as stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCustomersRefAgreements: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, on one page, by id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Agreement"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putCustomersRefAgreementsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Where the signed paper lies
                     * @default null
                     */
                    document?: string | null;
                    /**
                     * @description Signed on paper, with a secure electronic signature, or by KEP
                     * @enum {string}
                     */
                    form: "paper" | "e_signature" | "kep";
                    /** @enum {string} */
                    kind: "channel_evidence" | "current_account";
                    persons?: {
                        /**
                         * @description Null: of nobody in the books
                         * @default null
                         */
                        contactRef?: string | null;
                        /** @default [] */
                        limits?: {
                            quantity: string;
                            /** @description A shipped unit (HAS, XAU_G_22K, XAU_G_21K, XAU_G_18K, XAU_G_14K, XAG_G, TRY, USD, EUR, GBP, CHF, AED, SAR, PCS_CEYREK, PCS_YARIM, PCS_TAM, PCS_ATA, PCS_GREMSE, PCS_BESLI, PCS_RESAT), or one of your own (`GET /v1/units`) */
                            unit: string;
                        }[];
                        name: string;
                        /** @description Stored as E.164; null: it names no number */
                        phone?: string | null;
                    }[];
                    /** Format: date */
                    signedOn: string;
                    /**
                     * Format: date
                     * @description The day of the signature if left out
                     */
                    validFrom?: string;
                    /**
                     * @description The last day; null: until somebody ends it
                     * @default null
                     */
                    validUntil?: string | null;
                };
            };
        };
        responses: {
            /** @description As it is on file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agreement"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCustomersRefAgreementsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCustomersRefHistory: {
        parameters: {
            query?: {
                language?: "tr" | "en";
            };
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The archive */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCustomersRefReveal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Ids of agreements of the customer
                     * @default []
                     */
                    agreements?: string[];
                    /**
                     * @description References of contacts of the customer
                     * @default []
                     */
                    contacts?: string[];
                    /**
                     * @description In words, for the audit log; wanted with `other`
                     * @default null
                     */
                    note?: string | null;
                    /**
                     * @description `contact`: to call or write; `verify`: to see that it is them; `correct`: to correct what is stored; `legal`: a request of the person or of an authority
                     * @enum {string}
                     */
                    reason: "contact" | "verify" | "correct" | "legal" | "other";
                    /** @default false */
                    taxNumber?: boolean;
                };
            };
        };
        responses: {
            /** @description The numbers that were asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevealedNumbers"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCustomersRefTranscript: {
        parameters: {
            query?: {
                format?: "json" | "csv" | "pdf";
                from?: string;
                language?: "tr" | "en";
                to?: string;
            };
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its conversations with their messages */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transcripts"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCustomersImport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @default preview
                     * @enum {string}
                     */
                    mode?: "preview" | "apply" | "apply_right";
                };
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description The file
                     */
                    file: string;
                    /**
                     * @default preview
                     * @enum {string}
                     */
                    mode?: "preview" | "apply" | "apply_right";
                };
            };
        };
        responses: {
            /** @description What the table says, or what was written */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerImport"];
                };
            };
            /** @description A long table, which is being worked */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LongCustomerImport"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDeadletters: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                from?: string;
                kind?: "input" | "unrouted" | "event" | "callback" | "message" | "relay";
                /** @description Items per page, 1 to 200 */
                limit?: number;
                reason?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of dead letters */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["DeadLetter"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDeadlettersId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The dead letter */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetter"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDeadlettersIdDrop: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The dead letter */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetter"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDeadlettersIdReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The dead letter */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetter"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDeadlettersReplay: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: date-time */
                    from?: string;
                    /** @enum {string} */
                    kind?: "input" | "unrouted" | "event" | "callback" | "message" | "relay";
                    reason?: string;
                    /** Format: date-time */
                    to?: string;
                };
            };
        };
        responses: {
            /** @description Back in work */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        more: boolean;
                        notReady: number;
                        replayed: number;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDocuments: {
        parameters: {
            query?: {
                conversationId?: string;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                customerRef?: string;
                /** @description Items per page, 1 to 200 */
                limit?: number;
                requestId?: string;
                sha256?: string;
                state?: "pending_fetch" | "pending_scan" | "clean" | "unscanned" | "refused" | "infected" | "deleted";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of documents */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Document"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDocumentsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDocumentsIdAccept: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order is stored; the document as it stands now */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDocumentsIdContent: {
        parameters: {
            query?: {
                /** @description `original`: the bytes as they came, needs `documents:original`; `view`: an image re-encoded without metadata. Left out: the original where the key may have it, else the view */
                variant?: "original" | "view";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes, as an attachment */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDocumentsIdIdentity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document as it stands now */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDocumentsIdReject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    reason: "wrong_type" | "unreadable" | "expired" | "incomplete" | "other";
                };
            };
        };
        responses: {
            /** @description The order is stored; the document as it stands now */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDocumentsIdTickets: {
        parameters: {
            query?: {
                /** @description `original`: the bytes as they came, needs `documents:original`; `view`: an image re-encoded without metadata. Left out: the original where the key may have it, else the view */
                variant?: "original" | "view";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The address */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DownloadTicket"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEvents: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                from?: string;
                /** @description Items per page, 1 to 200 */
                limit?: number;
                status?: "accepted" | "processed" | "failed" | "ignored";
                to?: string;
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Event"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": ({
                    audience?: string;
                    contact_id?: string;
                    customer_id: string;
                    data: {
                        account_no: string;
                        babs?: {
                            documents: number;
                            /** @enum {string} */
                            form: "Ba" | "Bs";
                            month: string;
                        };
                        document_bytes?: number;
                        document_filename?: string & (unknown & unknown);
                        document_sha256?: string;
                        /** Format: uri */
                        document_url?: string;
                        /** @enum {string} */
                        kind?: "current_account" | "babs";
                        letter_id: string;
                        /** @default 1 */
                        letter_version?: number;
                        lines: {
                            quantity: string;
                            /** @enum {string} */
                            side: "B" | "A";
                            /** @description A shipped unit (HAS, XAU_G_22K, XAU_G_21K, XAU_G_18K, XAU_G_14K, XAG_G, TRY, USD, EUR, GBP, CHF, AED, SAR, PCS_CEYREK, PCS_YARIM, PCS_TAM, PCS_ATA, PCS_GREMSE, PCS_BESLI, PCS_RESAT), or one of your own (`GET /v1/units`) */
                            unit: string;
                        }[];
                        /** Format: date */
                        period_end: string;
                        /** Format: date-time */
                        received_at?: string;
                        reply_deadline?: string;
                        written_account_contract?: boolean;
                    };
                    event_id: string;
                    /** Format: date-time */
                    occurred_at: string;
                    tenant: string;
                    /** @constant */
                    type: "reconciliation.letter.ready";
                } | {
                    audience?: string;
                    contact_id?: string;
                    customer_id: string;
                    data: {
                        account_no?: string;
                        approval_id: string;
                        /** @default 1 */
                        approval_version?: number;
                        detail?: string;
                        document_bytes?: number;
                        document_filename?: string & (unknown & unknown);
                        document_sha256?: string;
                        /** Format: uri */
                        document_url?: string;
                        four_eyes?: boolean;
                        /** @enum {string} */
                        kind: "sale" | "purchase" | "delivery" | "credit_limit" | "price_fix" | "transfer" | "discount";
                        limit_class?: string;
                        /** @default [] */
                        lines?: {
                            quantity: string;
                            /** @enum {string} */
                            side: "B" | "A";
                            /** @description A shipped unit (HAS, XAU_G_22K, XAU_G_21K, XAU_G_18K, XAU_G_14K, XAG_G, TRY, USD, EUR, GBP, CHF, AED, SAR, PCS_CEYREK, PCS_YARIM, PCS_TAM, PCS_ATA, PCS_GREMSE, PCS_BESLI, PCS_RESAT), or one of your own (`GET /v1/units`) */
                            unit: string;
                        }[];
                        price?: {
                            /** @description A shipped currency, or one of your own (`GET /v1/units`) */
                            currency?: string;
                            rate: string;
                            side?: string;
                            source?: string;
                            /** Format: date-time */
                            valid_until?: string;
                        };
                        reply_deadline?: string;
                        requested_by?: string;
                        subject: string;
                    };
                    event_id: string;
                    /** Format: date-time */
                    occurred_at: string;
                    tenant: string;
                    /** @constant */
                    type: "approval.requested";
                } | {
                    audience?: string;
                    contact_id?: string;
                    customer_id: string;
                    data: {
                        account_no?: string;
                        amount: {
                            /** @description A shipped currency, or one of your own (`GET /v1/units`) */
                            currency: string;
                            total: string;
                            vat?: string;
                        };
                        document_bytes?: number;
                        document_filename?: string & (unknown & unknown);
                        document_sha256?: string;
                        /** Format: uri */
                        document_url?: string;
                        /** Format: uuid */
                        ettn?: string;
                        gold?: {
                            gross_g: string;
                            has_g?: string;
                            milyem?: number | string;
                        };
                        /** Format: date */
                        invoice_date: string;
                        invoice_no: string;
                        /** @default 1 */
                        invoice_version?: number;
                        /** Format: date-time */
                        received_at?: string;
                        reply_deadline?: string;
                        /** @enum {string} */
                        scenario?: "temel" | "ticari" | "e_arsiv" | "kagit";
                        workmanship?: {
                            amount?: string;
                            /** @description A shipped currency, or one of your own (`GET /v1/units`) */
                            currency?: string;
                            milyem?: number | string;
                        };
                    };
                    event_id: string;
                    /** Format: date-time */
                    occurred_at: string;
                    tenant: string;
                    /** @constant */
                    type: "invoice.approval.requested";
                } | {
                    audience?: string;
                    contact_id?: string;
                    customer_id: string;
                    data: {
                        account_no?: string;
                        document_bytes?: number;
                        document_filename?: string & (unknown & unknown);
                        document_sha256?: string;
                        /** Format: uri */
                        document_url?: string;
                        /** @enum {string} */
                        format: "pdf" | "xlsx";
                        /** Format: date-time */
                        link_expires_at?: string;
                        /** Format: date */
                        period_from: string;
                        /** Format: date */
                        period_to: string;
                        report_id: string;
                        /** @enum {string} */
                        report_kind: "statement" | "movements" | "aging" | "stock" | "valuation";
                    };
                    event_id: string;
                    /** Format: date-time */
                    occurred_at: string;
                    tenant: string;
                    /** @constant */
                    type: "report.ready";
                } | {
                    audience?: string;
                    contact_id?: string;
                    customer_id: string;
                    data: {
                        account_no: string;
                        balance_after?: {
                            quantity: string;
                            /** @enum {string} */
                            side: "B" | "A";
                            /** @description A shipped unit (HAS, XAU_G_22K, XAU_G_21K, XAU_G_18K, XAU_G_14K, XAG_G, TRY, USD, EUR, GBP, CHF, AED, SAR, PCS_CEYREK, PCS_YARIM, PCS_TAM, PCS_ATA, PCS_GREMSE, PCS_BESLI, PCS_RESAT), or one of your own (`GET /v1/units`) */
                            unit: string;
                        }[];
                        document_no?: string;
                        internal?: boolean;
                        movement_id: string;
                        /** @enum {string} */
                        movement_type: "purchase" | "sale" | "payment_in" | "payment_out" | "transfer" | "adjustment" | "scrap_in" | "refinery_return";
                        /** Format: date-time */
                        posted_at: string;
                        quantity: string;
                        /** @enum {string} */
                        side: "B" | "A";
                        /** @description A shipped unit (HAS, XAU_G_22K, XAU_G_21K, XAU_G_18K, XAU_G_14K, XAG_G, TRY, USD, EUR, GBP, CHF, AED, SAR, PCS_CEYREK, PCS_YARIM, PCS_TAM, PCS_ATA, PCS_GREMSE, PCS_BESLI, PCS_RESAT), or one of your own (`GET /v1/units`) */
                        unit: string;
                    };
                    event_id: string;
                    /** Format: date-time */
                    occurred_at: string;
                    tenant: string;
                    /** @constant */
                    type: "account.movement.posted";
                } | {
                    audience?: string;
                    contact_id?: string;
                    customer_id: string;
                    data: {
                        accepted_mime?: ("application/pdf" | "image/jpeg" | "image/png" | "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" | "text/csv")[];
                        account_no?: string;
                        /** @enum {string} */
                        document_code: "vergi_levhasi" | "imza_sirkuleri" | "imza_beyannamesi" | "sicil_gazetesi" | "faaliyet_belgesi" | "oda_kayit" | "kuyum_yetki_belgesi" | "kimlik" | "ikametgah" | "adres_faturasi" | "gercek_faydalanici" | "vekaletname" | "dekont" | "karsi_ekstre" | "gider_pusulasi" | "kanal_delil_sozlesmesi" | "cari_hesap_sozlesmesi";
                        /** Format: date */
                        due_date?: string;
                        max_bytes?: number;
                        reason_code?: string;
                        request_id: string;
                        upload_url_id?: string;
                    };
                    event_id: string;
                    /** Format: date-time */
                    occurred_at: string;
                    tenant: string;
                    /** @constant */
                    type: "document.requested";
                } | {
                    audience?: string;
                    contact_id?: string;
                    customer_id: string;
                    data: {
                        /** Format: date */
                        interaction_date: string;
                        interaction_id: string;
                        interaction_label: string;
                    };
                    event_id: string;
                    /** Format: date-time */
                    occurred_at: string;
                    tenant: string;
                    /** @constant */
                    type: "feedback.requested";
                } | {
                    audience?: string;
                    contact_id?: string;
                    customer_id: string;
                    data: {
                        account_no?: string;
                        case_ref: string;
                        difference: string;
                        our: {
                            quantity: string;
                            /** @enum {string} */
                            side: "B" | "A";
                        };
                        /** Format: date */
                        period_end: string;
                        /** @description A shipped unit (HAS, XAU_G_22K, XAU_G_21K, XAU_G_18K, XAU_G_14K, XAG_G, TRY, USD, EUR, GBP, CHF, AED, SAR, PCS_CEYREK, PCS_YARIM, PCS_TAM, PCS_ATA, PCS_GREMSE, PCS_BESLI, PCS_RESAT), or one of your own (`GET /v1/units`) */
                        unit: string;
                        yours: {
                            quantity: string;
                            /** @enum {string} */
                            side: "B" | "A";
                        };
                    };
                    event_id: string;
                    /** Format: date-time */
                    occurred_at: string;
                    tenant: string;
                    /** @constant */
                    type: "reconciliation.difference.found";
                } | {
                    audience?: string;
                    contact_id?: string;
                    customer_id: string;
                    data: {
                        account_no?: string;
                        /** @enum {string} */
                        movement_type: "purchase" | "sale" | "payment_in" | "payment_out" | "transfer" | "adjustment" | "scrap_in" | "refinery_return";
                        quantity: string;
                        release_reason?: string;
                        released_by?: string;
                        /** Format: date-time */
                        requested_at: string;
                        /** @enum {string} */
                        side: "B" | "A";
                        transaction_ref: string;
                        /** @description A shipped unit (HAS, XAU_G_22K, XAU_G_21K, XAU_G_18K, XAU_G_14K, XAG_G, TRY, USD, EUR, GBP, CHF, AED, SAR, PCS_CEYREK, PCS_YARIM, PCS_TAM, PCS_ATA, PCS_GREMSE, PCS_BESLI, PCS_RESAT), or one of your own (`GET /v1/units`) */
                        unit: string;
                    };
                    event_id: string;
                    /** Format: date-time */
                    occurred_at: string;
                    tenant: string;
                    /** @constant */
                    type: "transaction.verification.requested";
                } | {
                    audience?: string;
                    contact_id?: string;
                    customer_id: string;
                    data: {
                        account_no: string;
                        /** Format: date */
                        due_date: string;
                        item_ref?: string;
                        lines?: {
                            quantity: string;
                            /** @enum {string} */
                            side: "B" | "A";
                            /** @description A shipped unit (HAS, XAU_G_22K, XAU_G_21K, XAU_G_18K, XAU_G_14K, XAG_G, TRY, USD, EUR, GBP, CHF, AED, SAR, PCS_CEYREK, PCS_YARIM, PCS_TAM, PCS_ATA, PCS_GREMSE, PCS_BESLI, PCS_RESAT), or one of your own (`GET /v1/units`) */
                            unit: string;
                        }[];
                        quantity?: string;
                        /** @description A shipped unit (HAS, XAU_G_22K, XAU_G_21K, XAU_G_18K, XAU_G_14K, XAG_G, TRY, USD, EUR, GBP, CHF, AED, SAR, PCS_CEYREK, PCS_YARIM, PCS_TAM, PCS_ATA, PCS_GREMSE, PCS_BESLI, PCS_RESAT), or one of your own (`GET /v1/units`) */
                        unit?: string;
                    };
                    event_id: string;
                    /** Format: date-time */
                    occurred_at: string;
                    tenant: string;
                    /** @constant */
                    type: "payment.due.approaching";
                } | {
                    audience?: string;
                    contact_id?: string;
                    customer_id: string;
                    data: {
                        /** Format: date */
                        due_date: string;
                        item_id: string;
                        item_type: string;
                        ref_no: string;
                        remaining_hours: number;
                        reminder_no: number;
                        subject: string;
                    };
                    event_id: string;
                    /** Format: date-time */
                    occurred_at: string;
                    tenant: string;
                    /** @constant */
                    type: "deadline.approaching";
                } | {
                    audience?: string;
                    customer_id?: string;
                    data: {
                        /** @default [] */
                        lists?: {
                            /** Format: date-time */
                            as_of: string;
                            source: string;
                            version: string;
                        }[];
                        matched_entry_ref?: string;
                        /** @enum {string} */
                        result: "clear" | "potential_match" | "confirmed_match" | "list_unavailable";
                        score: number;
                        /** Format: date-time */
                        screened_at?: string;
                        screening_id: string;
                        subject_ref?: string;
                    };
                    event_id: string;
                    /** Format: date-time */
                    occurred_at: string;
                    tenant: string;
                    /** @constant */
                    type: "sanction.screening.completed";
                } | {
                    audience?: string;
                    customer_id?: string;
                    data: {
                        amount_window?: {
                            /** @description A shipped currency, or one of your own (`GET /v1/units`) */
                            currency: string;
                            hours: number;
                            total: string;
                        };
                        case_id: string;
                        rule_codes: ("linked_threshold" | "unusual_volume" | "third_party_payment" | "structuring" | "id_mismatch")[];
                        score?: number;
                        /** @default [] */
                        transaction_refs?: string[];
                    };
                    event_id: string;
                    /** Format: date-time */
                    occurred_at: string;
                    tenant: string;
                    /** @constant */
                    type: "transaction.risk.flagged";
                } | {
                    audience?: string;
                    customer_id?: string;
                    data: {
                        account_no?: string;
                        actual: string;
                        deviation_id: string;
                        difference: string;
                        expected: string;
                        /** @enum {string} */
                        kind: "statement_mismatch" | "stock_count" | "limit_exceeded" | "negative_balance" | "price_outlier";
                        /** Format: date */
                        period_end?: string;
                        tolerance?: string;
                        /** @description A shipped unit (HAS, XAU_G_22K, XAU_G_21K, XAU_G_18K, XAU_G_14K, XAG_G, TRY, USD, EUR, GBP, CHF, AED, SAR, PCS_CEYREK, PCS_YARIM, PCS_TAM, PCS_ATA, PCS_GREMSE, PCS_BESLI, PCS_RESAT), or one of your own (`GET /v1/units`) */
                        unit: string;
                    };
                    event_id: string;
                    /** Format: date-time */
                    occurred_at: string;
                    tenant: string;
                    /** @constant */
                    type: "account.deviation.detected";
                } | {
                    audience?: string;
                    data: {
                        /** @enum {string} */
                        anchor: "period_end" | "due_date" | "document_expiry" | "notice_renewal" | "fixed";
                        customer_ids?: string[];
                        emit_data?: {
                            [key: string]: components["schemas"]["__schema0"];
                        };
                        /** @enum {string} */
                        emits: "reconciliation.letter.ready" | "approval.requested" | "invoice.approval.requested" | "report.ready" | "document.requested" | "feedback.requested" | "payment.due.approaching" | "deadline.approaching";
                        /** Format: date */
                        local_date: string;
                        local_time: string;
                        offset_days: number;
                        rule_id: string;
                    };
                    event_id: string;
                    /** Format: date-time */
                    occurred_at: string;
                    tenant: string;
                    /** @constant */
                    type: "schedule.date.reached";
                }) | {
                    contact_id?: string;
                    customer_id?: string;
                    data: {
                        [key: string]: components["schemas"]["__schema1"];
                    };
                    event_id: string;
                    /** Format: date-time */
                    occurred_at: string;
                    tenant: string;
                    type: string;
                };
            };
        };
        responses: {
            /** @description Durably stored */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        eventId: string;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEventsEventId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                eventId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postEvidenceVerify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    content: {
                        [key: string]: unknown;
                    };
                    decisions: ({
                        id: string;
                        integrity: {
                            recordHash: string;
                        } & {
                            [key: string]: unknown;
                        };
                        question: {
                            choices: ({
                                id: string;
                                title: string;
                            } & {
                                [key: string]: unknown;
                            })[];
                            contentHash: string;
                            language: string;
                            shownHash: string;
                            text: string;
                        } & {
                            [key: string]: unknown;
                        };
                    } & {
                        [key: string]: unknown;
                    })[];
                    /** @constant */
                    format: "mutabik-evidence/1";
                    request: {
                        id: string;
                    } & {
                        [key: string]: unknown;
                    };
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description What is sound, and what is as we have it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckedEvidence"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExportsConversations: {
        parameters: {
            query?: {
                customer?: string;
                format?: "csv" | "xlsx";
                language?: "tr" | "en";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExportsCustomers: {
        parameters: {
            query?: {
                format?: "csv" | "xlsx";
                language?: "tr" | "en";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExportsRequests: {
        parameters: {
            query?: {
                customer?: string;
                format?: "csv" | "xlsx";
                kind?: "reconciliation" | "approval" | "document" | "feedback" | "notice";
                language?: "tr" | "en";
                status?: "open" | "closed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExportsTasks: {
        parameters: {
            query?: {
                format?: "csv" | "xlsx";
                language?: "tr" | "en";
                status?: "open" | "claimed" | "done";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExportsTranscripts: {
        parameters: {
            query?: {
                format?: "json" | "csv" | "pdf";
                from?: string;
                language?: "tr" | "en";
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Conversations with their messages */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transcripts"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getImports: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Items per page, 1 to 200 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of imports */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["LongCustomerImport"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getImportsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The import */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LongCustomerImport"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postImportsIdCancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The import as it stands */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LongCustomerImport"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: email */
                    email?: string;
                    /** @enum {string} */
                    language?: "tr" | "en";
                    name?: string;
                };
            };
        };
        responses: {
            /** @description The caller as they are now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMeNotices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Your notices */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notices"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putMeNotices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    channels: {
                        email: boolean;
                        push?: boolean;
                    };
                    console: {
                        /** @description How much waits, in the rail and in the title of the page */
                        badge: boolean;
                        sound: boolean;
                    };
                    digestAt: string[];
                    /** @description Per kind of work; the console calls its groups alike */
                    kinds: {
                        [key: string]: "off" | "at_once" | "digest";
                    };
                    /** @description `from` after `to` spans midnight; null: none */
                    quietHours: {
                        /** @description In the zone of the tenant */
                        from: string;
                        sundays: boolean;
                        /** @description In the zone of the tenant */
                        to: string;
                    } | null;
                    /** @description Urgent work comes in quiet hours as well */
                    urgentAlways: boolean;
                };
            };
        };
        responses: {
            /** @description Your notices */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notices"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMeNoticesTest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    channel: "email" | "push";
                };
            };
        };
        responses: {
            /** @description It is on its way */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMePasskeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    response: components["schemas"]["MadePasskey"];
                };
            };
        };
        responses: {
            /** @description The caller as they are now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteMePasskeysId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller as they are now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMePasskeysOptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description For `navigator.credentials.create` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewPasskeyOptions"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putMePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password: string;
                };
            };
        };
        responses: {
            /** @description The caller as they are now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMeProof: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password: string;
                } | {
                    code: string;
                } | {
                    passkey: components["schemas"]["PasskeyAnswer"];
                };
            };
        };
        responses: {
            /** @description The caller as they are now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMeProofOptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description For `navigator.credentials.get` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOptions"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMePushsubscriptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PushDevices"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMePushsubscriptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Of the browser’s push service: https */
                    endpoint: string;
                    keys: {
                        auth: string;
                        p256dh: string;
                    };
                    /** @description What its person calls it */
                    name: string;
                };
            };
        };
        responses: {
            /** @description The device */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PushDevice"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteMePushsubscriptionsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMeRecoverycodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The codes; shown once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMeTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the app needs; shown once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TotpSecret"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteMeTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller as they are now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMeTotpConfirm: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            /** @description The caller as they are now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMessages: {
        parameters: {
            query: {
                conversation?: string;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Items per page, 1 to 200 */
                limit?: number;
                reason?: "quiet_hours" | "cap" | "template" | "daily_reach" | "budget" | "recipient";
                state: "held" | "sent";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of messages */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Message"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMessagesIdDrop: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, and on record */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMessagesIdExplain: {
        parameters: {
            query?: {
                lang?: "tr" | "en";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The chain */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMessagesIdRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, and on record */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOutsidemodel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The model, without its key */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutsideModel"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putOutsidemodel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    apiKey?: string | null;
                    enabled: boolean;
                    model: string;
                    /** @default 2000 */
                    timeoutMs?: number;
                    url: string;
                };
            };
        };
        responses: {
            /** @description The model, without its key */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutsideModel"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteOutsidemodel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken away */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPrices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The list in force */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceList"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putPrices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    currency: string;
                    /** @default 1000 */
                    freeServicePerMonth?: number;
                    prices: {
                        /** @description Decimal string */
                        amount: string;
                        /** @enum {string} */
                        category: "marketing" | "utility" | "authentication" | "service";
                        /** Format: date */
                        from: string;
                        market: "*" | string;
                        /** @default null */
                        until?: string | null;
                    }[];
                    /** @default own rate card */
                    source?: string;
                };
            };
        };
        responses: {
            /** @description The list in force */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceList"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePrices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken away */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPrivacyrequests: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Items per page, 1 to 200 */
                limit?: number;
                status?: "open" | "closed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of requests */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["PrivacyRequest"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPrivacyrequestsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrivacyRequest"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPrivacyrequestsIdClose: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    note: string;
                    /** @enum {string} */
                    outcome: "answered" | "refused";
                };
            };
        };
        responses: {
            /** @description The request */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrivacyRequest"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRequests: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                customer?: string;
                /** @description Due before this instant; `overdue`: before now */
                due?: "overdue" | string;
                eventId?: string;
                kind?: "reconciliation" | "approval" | "document" | "feedback" | "notice";
                /** @description Items per page, 1 to 200 */
                limit?: number;
                /** @description How the reference begins; large and small letters are one */
                q?: string;
                reference?: string;
                status?: "open" | "closed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of requests */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Request"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRequestsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRequestsIdCancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order is stored; the request as it stands now */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRequestsIdEvidence: {
        parameters: {
            query?: {
                /** @description `messages`: the lines of the chat about the request alone, without numbers */
                format?: "json" | "pdf" | "zip" | "messages";
                /** @description Of the PDF and of what stands beside the evidence */
                language?: "tr" | "en";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked, shown and answered. `decisions[].interpretation` says how the answer was read; `model` the part of a classifier, `led` the words before it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRequestsIdRemind: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order is stored; the request as it stands now */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRequestsIdSettle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    outcome: string;
                };
            };
        };
        responses: {
            /** @description The order is stored; the request as it stands now */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Request"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRuns: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Items per page, 1 to 200 */
                limit?: number;
                state?: "reading" | "draft" | "running" | "paused" | "done" | "cancelled";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of runs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["RunSummary"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRuns: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Left out: a PDF where the platform can fetch it
                     * @enum {string}
                     */
                    document?: "pdf" | "none";
                    /**
                     * @description `babs`: totals of declarations
                     * @default current_account
                     * @enum {string}
                     */
                    kind?: "current_account" | "babs";
                    mapping?: components["schemas"]["RunMapping"];
                    name?: string;
                    /** @description Printed below the balances */
                    note?: string;
                    /**
                     * @description `tr`: `1.250,34`; `en`: `1,250.34`
                     * @enum {string}
                     */
                    numbers?: "tr" | "en";
                    /**
                     * Format: date
                     * @description The date the balances are of
                     */
                    periodEnd: string;
                    /** Format: date */
                    replyDeadline?: string;
                    /** @description At most 2,000; a file takes 20,000 */
                    rows?: {
                        account?: string;
                        /** @description Decimal string; below zero it is a credit */
                        amount: string;
                        contact?: string;
                        customer: string;
                        documents?: string;
                        /** @enum {string} */
                        form?: "Ba" | "Bs";
                        /** @enum {string} */
                        language?: "tr" | "en" | "ar";
                        name?: string;
                        /** Format: date */
                        periodEnd?: string;
                        reference?: string;
                        /** @enum {string} */
                        side?: "B" | "A";
                        unit?: string;
                    }[];
                    /** @description Of all rows that name none */
                    unit?: string;
                };
                "multipart/form-data": {
                    /**
                     * @description Left out: a PDF where the platform can fetch it
                     * @enum {string}
                     */
                    document?: "pdf" | "none";
                    /**
                     * Format: binary
                     * @description The file
                     */
                    file: string;
                    /**
                     * @description `babs`: totals of declarations
                     * @default current_account
                     * @enum {string}
                     */
                    kind?: "current_account" | "babs";
                    mapping?: components["schemas"]["RunMapping"];
                    name?: string;
                    /** @description Printed below the balances */
                    note?: string;
                    /**
                     * @description `tr`: `1.250,34`; `en`: `1,250.34`
                     * @enum {string}
                     */
                    numbers?: "tr" | "en";
                    /**
                     * Format: date
                     * @description The date the balances are of
                     */
                    periodEnd: string;
                    /** Format: date */
                    replyDeadline?: string;
                    /** @description At most 2,000; a file takes 20,000 */
                    rows?: {
                        account?: string;
                        /** @description Decimal string; below zero it is a credit */
                        amount: string;
                        contact?: string;
                        customer: string;
                        documents?: string;
                        /** @enum {string} */
                        form?: "Ba" | "Bs";
                        /** @enum {string} */
                        language?: "tr" | "en" | "ar";
                        name?: string;
                        /** Format: date */
                        periodEnd?: string;
                        reference?: string;
                        /** @enum {string} */
                        side?: "B" | "A";
                        unit?: string;
                    }[];
                    /** @description Of all rows that name none */
                    unit?: string;
                };
            };
        };
        responses: {
            /** @description The run, to be looked at */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRunsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRunsIdCancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    withdraw?: boolean;
                };
            };
        };
        responses: {
            /** @description The run as it stands */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRunsIdErrandCancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run as it stands */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRunsIdErrors: {
        parameters: {
            query?: {
                format?: "csv" | "xlsx";
                language?: "tr" | "en";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRunsIdPause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run as it stands */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRunsIdRemind: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run as it stands */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRunsIdReport: {
        parameters: {
            query?: {
                format?: "csv" | "xlsx" | "pdf";
                language?: "tr" | "en";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRunsIdResume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run as it stands */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRunsIdRows: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Items per page, 1 to 200 */
                limit?: number;
                state?: "error" | "ready" | "excluded" | "handing" | "handed" | "cancelled" | "failed" | "open" | "agreed" | "agreed_partial" | "disagreed" | "no_response" | "undeliverable" | "superseded" | "withdrawn";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of rows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["RunRow"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRunsIdRowsN: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                n: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The row */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunRow"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchRunsIdRowsN: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                n: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    account?: string;
                    babs?: {
                        documents: number;
                        /** @enum {string} */
                        form: "Ba" | "Bs";
                    };
                    contact?: string | null;
                    customer?: string;
                    excluded?: boolean;
                    language?: ("tr" | "en" | "ar") | null;
                    lines?: {
                        quantity: string;
                        /** @enum {string} */
                        side: "B" | "A";
                        /** @description A shipped unit (HAS, XAU_G_22K, XAU_G_21K, XAU_G_18K, XAU_G_14K, XAG_G, TRY, USD, EUR, GBP, CHF, AED, SAR, PCS_CEYREK, PCS_YARIM, PCS_TAM, PCS_ATA, PCS_GREMSE, PCS_BESLI, PCS_RESAT), or one of your own (`GET /v1/units`) */
                        unit: string;
                    }[];
                    periodEnd?: string | null;
                    reference?: string | null;
                };
            };
        };
        responses: {
            /** @description The row as it stands */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunRow"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRunsIdRowsNLetter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                n: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The letter */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRunsIdStart: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run as it stands */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRunsColumns: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description `babs`: totals of declarations
                     * @default current_account
                     * @enum {string}
                     */
                    kind?: "current_account" | "babs";
                };
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description The file
                     */
                    file: string;
                    /**
                     * @description `babs`: totals of declarations
                     * @default current_account
                     * @enum {string}
                     */
                    kind?: "current_account" | "babs";
                };
            };
        };
        responses: {
            /** @description The columns, and what they are taken for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        columns: {
                            header: string;
                            samples: string[];
                        }[];
                        encoding: string | null;
                        fields: ("customer" | "name" | "account" | "unit" | "amount" | "debit" | "credit" | "side" | "contact" | "language" | "reference" | "periodEnd" | "form" | "documents")[];
                        /** @enum {string} */
                        format: "xlsx" | "csv";
                        /** @description The mapping was given for such a table before */
                        isKept: boolean;
                        mapping: components["schemas"]["RunMapping"];
                        /** @description What a mapping has to say beside */
                        missing: string[];
                        rows: number;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSearch: {
        parameters: {
            query: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Left out: all the caller may read */
                kind?: "customer" | "contact" | "request";
                /** @description Items per page, 1 to 200 */
                limit?: number;
                /** @description Beginnings of words of a name, of a reference; a number, or its last four digits and more */
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of hits, kind by kind */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["SearchHit"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSessions: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Items per page, 1 to 200 */
                limit?: number;
                staff?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of sessions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Session"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSessionsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSessionsCurrent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out; the cookie is taken back */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSignin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a page for signing in needs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInFacts"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSigninLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                };
            };
        };
        responses: {
            /** @description A session, as a cookie */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedLink"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSigninOidc: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To the provider, or to a page of the console */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSigninOidcCallback: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To the provider, or to a page of the console */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSigninPasskey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeyAnswer"];
            };
        };
        responses: {
            /** @description A session, as a cookie */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSigninPasskeyOptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    secondFactor?: boolean;
                };
            };
        };
        responses: {
            /** @description For `navigator.credentials.get` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyOptions"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSigninPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description The password is right; a second factor is asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecondFactorAsked"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSigninRecoverycode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            /** @description A session, as a cookie */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSigninTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
                };
            };
        };
        responses: {
            /** @description A session, as a cookie */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStaff: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Items per page, 1 to 200 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of accounts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Staff"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postStaff: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: email */
                    email: string;
                    /**
                     * @default tr
                     * @enum {string}
                     */
                    language?: "tr" | "en";
                    name: string;
                    /** @enum {string} */
                    role: "owner" | "admin" | "accountant" | "clerk" | "compliance" | "auditor";
                };
            };
        };
        responses: {
            /** @description The account and the link into it */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitedStaff"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStaffId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account; its ETag for If-Match */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Staff"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchStaffId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    disabled?: boolean;
                    name?: string;
                    /** @enum {string} */
                    role?: "owner" | "admin" | "accountant" | "clerk" | "compliance" | "auditor";
                };
            };
        };
        responses: {
            /** @description The account; its ETag for If-Match */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Staff"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postStaffIdLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The link */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffLink"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStatements: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                date?: string;
                /** @description Items per page, 1 to 200 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of outcomes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["StatementLine"][];
                        date: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        from: string;
                        nextCursor: string | null;
                        timeZone: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, UTC
                         */
                        to: string;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStream: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events until either side ends it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["StreamEvent"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTasks: {
        parameters: {
            query?: {
                /** @description `me`, `none` (done ones only with `status=done`), or the id of an account */
                assignee?: string;
                /** @description As for callers who have no `compliance`: nothing of it is listed, and no look is logged */
                compartment?: "without";
                conversation?: string;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Items per page, 1 to 200 */
                limit?: number;
                owner?: string;
                reason?: string;
                request?: string;
                role?: "staff" | "accounting" | "compliance";
                status?: "open" | "claimed" | "done";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of tasks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Task"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTasksId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putTasksIdAssignee: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Id of an account, or `me` */
                    assignee: string;
                };
            };
        };
        responses: {
            /** @description The task */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTasksIdAssignee: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTasksIdClaim: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    owner?: string;
                };
            };
        };
        responses: {
            /** @description The task */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTasksIdComplete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    resolution?: string;
                };
            };
        };
        responses: {
            /** @description The task */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTemplates: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                language?: "tr" | "en" | "ar";
                /** @description Items per page, 1 to 200 */
                limit?: number;
                name?: string;
                status?: "pending" | "approved" | "rejected" | "paused" | "disabled" | "flagged" | "in_appeal" | "reinstated" | "limit_exceeded" | "locked" | "pending_deletion" | "deleted" | "archived" | "unknown" | "missing";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of templates */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Template"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putTemplatesName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Name of a template of the product */
                    base: string;
                };
            };
        };
        responses: {
            /** @description The template in each language */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Template"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTemplatesName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTemplatesNameLanguage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                language: "tr" | "en" | "ar";
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The template */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putTemplatesNameLanguageDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                language: "tr" | "en" | "ar";
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    body: string;
                    /** @description The template that goes in its place while the platform does not carry it: the product’s own, or what one of your own is made of, which it also is when this is left out; of the product’s also one of your own that is made of it; null: messages wait */
                    fallback?: string | null;
                };
            };
        };
        responses: {
            /** @description The template with its draft */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTemplatesNameLanguageDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                language: "tr" | "en" | "ar";
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The template */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTemplatesNameLanguageWithdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                language: "tr" | "en" | "ar";
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The template */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTemplatesAccounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The accounts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["TemplateAccount"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTemplatesSubmit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Left out: all */
                    languages?: ("tr" | "en" | "ar")[];
                    /** @description Of the product; left out: all */
                    names?: string[];
                };
            };
        };
        responses: {
            /** @description What is on its way */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubmittedTemplates"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTemplatesSync: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was read of each account; those that are being read already are left out */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accounts: components["schemas"]["TemplateAccountRead"][];
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTriggers: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                inUse?: "yes" | "no";
                /** @description Items per page, 1 to 200 */
                limit?: number;
                on?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of rules */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Trigger"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTriggersId: {
        parameters: {
            query?: {
                reach?: "yes" | "no";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rule */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trigger"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTriggersIdDates: {
        parameters: {
            query?: {
                /** @description Ten, if left out */
                count?: string;
                /** @description Of a rule near dates of events: such a date. Left out: those that the last hundred events of the type name */
                near?: string;
                /** @description The draft where there is one, else what is in use */
                version?: "draft" | "published";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The dates, the next one first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriggerDates"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putTriggersIdDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    cap?: {
                        at_most: number;
                        /** @enum {string} */
                        per: "contact" | "customer";
                        within: string;
                    } | null;
                    customers?: ("all" | "none") | string[];
                    id?: string;
                    name: string;
                    on: string;
                    /** @default 50 */
                    priority?: number;
                    schedule?: ({
                        at: string;
                        /** @constant */
                        every: "day";
                        /**
                         * @default none
                         * @enum {string}
                         */
                        move?: "none" | "next" | "previous" | "skip";
                    } | {
                        at: string;
                        days: ("sunday" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday")[];
                        /** @constant */
                        every: "week";
                        /**
                         * @default next
                         * @enum {string}
                         */
                        move?: "none" | "next" | "previous" | "skip";
                    } | {
                        at: string;
                        day: number | ("last" | "first_business" | "last_business") | {
                            nth: number | "last";
                            /** @enum {string} */
                            weekday: "sunday" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday";
                        };
                        /** @constant */
                        every: "month";
                        months?: number[];
                        /**
                         * @default next
                         * @enum {string}
                         */
                        move?: "none" | "next" | "previous" | "skip";
                    } | {
                        at: string;
                        day: number | ("last" | "first_business" | "last_business") | {
                            nth: number | "last";
                            /** @enum {string} */
                            weekday: "sunday" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday";
                        };
                        /** @constant */
                        every: "quarter";
                        /**
                         * @default next
                         * @enum {string}
                         */
                        move?: "none" | "next" | "previous" | "skip";
                    }) | {
                        at: string;
                        /** @enum {string} */
                        move?: "none" | "next" | "previous" | "skip";
                        relative: {
                            /** @default false */
                            business?: boolean;
                            days: number;
                            field: string;
                            of: string;
                        };
                    };
                    then: ({
                        /** @enum {string} */
                        as?: "reconciliation.letter.ready" | "approval.requested" | "invoice.approval.requested" | "report.ready" | "document.requested" | "feedback.requested" | "payment.due.approaching" | "deadline.approaching";
                        /** @default null */
                        audience?: components["schemas"]["TriggerAudience"] | null;
                        collapse?: {
                            /** @constant */
                            first?: "at_once";
                            from: number;
                            within: string;
                        };
                        data?: {
                            [key: string]: components["schemas"]["TriggerEmitValue"];
                        };
                        /** @constant */
                        do: "request";
                        escalate?: ({
                            after: string;
                            roles: ("approve" | "reconcile" | "invoice" | "reports" | "documents" | "owner")[];
                            /** @constant */
                            to: "contact";
                        } | {
                            after: string;
                            /** @enum {string} */
                            role: "staff" | "accounting";
                            /** @constant */
                            to: "task";
                            /** @default false */
                            urgent?: boolean;
                        })[];
                        supersede?: boolean;
                        template?: string | null;
                        unless?: {
                            /** @constant */
                            answered: true;
                        }[];
                        wait?: components["schemas"]["TriggerWait"];
                    } | {
                        /** @enum {string} */
                        as?: "reconciliation.letter.ready" | "approval.requested" | "invoice.approval.requested" | "report.ready" | "document.requested" | "feedback.requested" | "payment.due.approaching" | "deadline.approaching";
                        /** @default null */
                        audience?: components["schemas"]["TriggerAudience"] | null;
                        collapse?: {
                            /** @constant */
                            first?: "at_once";
                            from: number;
                            within: string;
                        };
                        data?: {
                            [key: string]: components["schemas"]["TriggerEmitValue"];
                        };
                        /** @constant */
                        do: "notify";
                        escalate?: ({
                            after: string;
                            roles: ("approve" | "reconcile" | "invoice" | "reports" | "documents" | "owner")[];
                            /** @constant */
                            to: "contact";
                        } | {
                            after: string;
                            /** @enum {string} */
                            role: "staff" | "accounting";
                            /** @constant */
                            to: "task";
                            /** @default false */
                            urgent?: boolean;
                        })[];
                        supersede?: boolean;
                        template?: string | null;
                        unless?: {
                            /** @constant */
                            answered: true;
                        }[];
                        wait?: components["schemas"]["TriggerWait"];
                    } | {
                        /** @constant */
                        do: "task";
                        /** @enum {string} */
                        role: "staff" | "accounting" | "compliance";
                        /** @default false */
                        urgent?: boolean;
                    } | {
                        /** @constant */
                        do: "callback";
                        name: string;
                    } | {
                        data: {
                            [key: string]: components["schemas"]["TriggerEmitValue"];
                        };
                        /** @constant */
                        do: "emit";
                        type: string;
                    } | {
                        /** @constant */
                        do: "nothing";
                    })[];
                    /** @default [] */
                    when?: {
                        field: string;
                        op: string;
                        value?: string | number | boolean | string[] | {
                            quantity: string;
                            /** @description A shipped unit (HAS, XAU_G_22K, XAU_G_21K, XAU_G_18K, XAU_G_14K, XAG_G, TRY, USD, EUR, GBP, CHF, AED, SAR, PCS_CEYREK, PCS_YARIM, PCS_TAM, PCS_ATA, PCS_GREMSE, PCS_BESLI, PCS_RESAT), or one of your own (`GET /v1/units`) */
                            unit: string;
                        } | {
                            quantity: string;
                            /** @description A shipped unit (HAS, XAU_G_22K, XAU_G_21K, XAU_G_18K, XAU_G_14K, XAG_G, TRY, USD, EUR, GBP, CHF, AED, SAR, PCS_CEYREK, PCS_YARIM, PCS_TAM, PCS_ATA, PCS_GREMSE, PCS_BESLI, PCS_RESAT), or one of your own (`GET /v1/units`) */
                            unit: string;
                        }[];
                    }[];
                };
            };
        };
        responses: {
            /** @description The rule with its draft */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trigger"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTriggersIdDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rule */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trigger"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTriggersIdDryrun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Of a rule that acts by the calendar: so many last and so many next dates */
                    dates?: number;
                    /** @description The `event_id` of an event that was reported */
                    event?: string;
                    /** @description The last events of the rule’s type, or of that near whose dates it acts */
                    last?: number;
                    /** @description An event as `POST /v1/events` takes it; `event_id`, `tenant` and `occurred_at` may be left out */
                    sample?: {
                        [key: string]: components["schemas"]["__schema2"];
                    };
                    /** @description The draft where there is one, else what is in use */
                    version?: ("draft" | "published") | number;
                };
            };
        };
        responses: {
            /** @description What would come of each event */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriggerDryRun"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTriggersIdPublish: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rule */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trigger"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTriggersIdShadow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The shadow */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriggerShadow"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTriggersIdShadow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description And after so many events with which the draft has to do
                     * @default 1000
                     */
                    atMost?: number;
                    /**
                     * @description It ends by itself after so many days
                     * @default 7
                     */
                    days?: number;
                };
            };
        };
        responses: {
            /** @description The shadow */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriggerShadow"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTriggersIdShadow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The shadow */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriggerShadow"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTriggersIdShadowEvents: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                differs?: "yes" | "no";
                /** @description Items per page, 1 to 200 */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["TriggerShadowEvent"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTriggersIdUndo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rule */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trigger"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTriggersIdVersions: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Items per page, 1 to 200 */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of versions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["TriggerVersion"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTriggersIdVersionsVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriggerVersion"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTriggersIdWithdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rule */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trigger"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTriggersTypes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The types */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["TriggerType"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTriggersTypesType: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The type */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriggerType"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putTriggersTypesType: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                type: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    fields: {
                        /** @default [] */
                        choices?: string[];
                        /** @enum {string} */
                        kind: "text" | "reference" | "choice" | "flag" | "number" | "amount" | "date" | "instant";
                        name: string;
                        /** @default false */
                        required?: boolean;
                    }[];
                    name: string;
                };
            };
        };
        responses: {
            /** @description The type */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriggerType"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTriggersTypesType: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUnits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, on one page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Unit"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUnitsCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The unit; one of your own with every version */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unit"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putUnitsCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Of gold weighed by its carat: read as «8 ayar», «8k», «عيار 8»; stays as it is
                     * @default null
                     */
                    carat?: number | null;
                    /** @description At most so many; stays as it is */
                    decimals: number;
                    /** @description Always shown; further ones where they are not zero. All of them if left out; stays as it is */
                    decimalsShown?: number;
                    /**
                     * @description Weighed in grams, money, or counted; stays as it is
                     * @enum {string}
                     */
                    kind: "weight" | "money" | "pieces";
                    names: {
                        ar: {
                            /** @description In full: `platin (gram)` */
                            name: string;
                            /** @description Fits a button: `Platin` */
                            short: string;
                            /** @description Behind a figure: `g platin` */
                            suffix: string;
                        };
                        en: {
                            /** @description In full: `platin (gram)` */
                            name: string;
                            /** @description Fits a button: `Platin` */
                            short: string;
                            /** @description Behind a figure: `g platin` */
                            suffix: string;
                        };
                        tr: {
                            /** @description In full: `platin (gram)` */
                            name: string;
                            /** @description Fits a button: `Platin` */
                            short: string;
                            /** @description Behind a figure: `g platin` */
                            suffix: string;
                        };
                    };
                    /** @description What customers write for it, at least one where no carat says it; endings and articles are understood */
                    words: {
                        ar: string[];
                        en: string[];
                        tr: string[];
                    };
                };
            };
        };
        responses: {
            /** @description The unit; a version more where something changed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unit"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteUnitsCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The unit, retired */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unit"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUnitsCodeConstants: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those of all days, with the newest 200 versions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitConstants"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putUnitsCodeConstants: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    constants: {
                        /**
                         * @description Of a rate: the money it is in
                         * @default null
                         */
                        in?: string | null;
                        /**
                         * @description `milyem`: fineness; `grams`: weight of a piece; `has`: grams of pure gold counted for one; `buying`, `selling`: rates of yours
                         * @enum {string}
                         */
                        kind: "milyem" | "grams" | "has" | "buying" | "selling";
                        /**
                         * @description Of a rate: where it comes from
                         * @default null
                         */
                        source?: string | null;
                        /** Format: date */
                        validFrom: string;
                        /**
                         * @description The last day; null: until the next of its kind
                         * @default null
                         */
                        validUntil?: string | null;
                        value: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description As stored; a version more where something changed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitConstants"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUnrecognised: {
        parameters: {
            query?: {
                as?: "unknown" | "asked" | "served";
                conversation?: string;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                from?: string;
                labelled?: "yes" | "no";
                language?: "tr" | "en" | "ar";
                /** @description Items per page, 1 to 200 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of texts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["UnrecognisedText"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUnrecognisedId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The text */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnrecognisedText"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteUnrecognisedId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putUnrecognisedIdLabel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    dialect?: "std" | "colloquial" | "formal" | "regional" | "ascii" | "nonnative" | "latin" | "msa" | "gulf" | "levant" | "egypt" | "iraq";
                    /**
                     * @description A meaning of the reading, or `approve`, `reject`, `figure`
                     * @enum {string}
                     */
                    intent: "approve" | "reject" | "figure" | "approve.strong" | "approve.clear" | "approve.soft" | "reject.clear" | "reject.partial" | "conditional" | "defer" | "question" | "askedWhoWeAre" | "ambiguous" | "ack" | "greet" | "stoppedNotices" | "stoppedUnclearly" | "resumedNotices" | "openedMenu" | "askedForHuman" | "human.callback" | "askedForBalance" | "askedForStatement" | "askedForMovements" | "askedForInvoice" | "askedForPrice" | "askedForStatus" | "resend" | "document.sent" | "reportedWrongNumber" | "askedForErasure" | "askedForAccess" | "askedForNotice" | "withdrewConsents" | "privacy.correct" | "disputedMovement" | "openedItems" | "askedForLanguage" | "openedPrivacy" | "wantedToSend" | "askedForDocument" | "openedMarketing" | "mute" | "send_report" | "extension" | "upload_link" | "refuse_document" | "feedback.positive" | "feedback.neutral" | "feedback.negative" | "verify.mine" | "verify.not_mine" | "correction" | "consent.give" | "consent.refuse" | "go_back" | "unknown";
                    /**
                     * @description `clear`: the words say it; `soft`: they lean to it
                     * @enum {string}
                     */
                    strength: "clear" | "soft";
                };
            };
        };
        responses: {
            /** @description The text */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnrecognisedText"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteUnrecognisedIdLabel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The text */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnrecognisedText"];
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUnrecognisedExport: {
        parameters: {
            query?: {
                from?: string;
                language?: "tr" | "en" | "ar";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lines; none without labels */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/tab-separated-values": string;
                };
            };
            /** @description Refused: docs/api.md lists the codes */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
