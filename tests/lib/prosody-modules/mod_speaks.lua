-- A server that says all it can of itself: a data policy (XEP-0504), and who is signed in (XEP-0494): one device that
-- knows the password, and one that was let in otherwise and can be shut out. Only for tests.

local st = require "prosody.util.stanza";

local shut_out = {}; -- by account

local said = {
	{ "FORM_TYPE", "hidden", "urn:xmpp:data-policy:0" };
	{ "data_retention", "text-single", "168" };
	{ "encryption_at_rest", "boolean", "true" };
	{ "access_policy", "list-multi", "admins", "government" };
	{ "backup_frequency", "text-single", "24" };
	{ "backup_retention", "text-single", "infinite" };
	{ "tos", "text-single", "https://example.test/terms" };
	{ "extra_info", "text-multi", "We are three people.", "Nobody reads along." };
};

local form = st.stanza("x", { xmlns = "jabber:x:data", type = "result" });
for _, field in ipairs(said) do
	form:tag("field", { var = field[1], type = field[2] });
	for i = 3, #field do form:text_tag("value", field[i]); end
	form:up();
end
module:add_extension(form);

module:hook("iq-get/self/urn:xmpp:cam:0:list", function (event)
	local reply = st.reply(event.stanza):tag("clients", { xmlns = "urn:xmpp:cam:0" })
		:tag("client", { connected = "true", id = "1", type = "session" })
			:text_tag("first-seen", "2023-04-06T14:26:08Z")
			:tag("user-agent"):text_tag("software", "Another program"):text_tag("device", "Desk"):up()
		:up();
	if not shut_out[event.origin.username] then
		reply:tag("client", { connected = "false", id = "2", type = "access" }):up();
	end
	event.origin.send(reply);
	return true;
end);

module:hook("iq-set/self/urn:xmpp:cam:0:revoke", function (event)
	local id = event.stanza.tags[1].attr.id;
	if id == "1" then
		event.origin.send(st.error_reply(event.stanza, "cancel", "service-unavailable")
			:tag("password-reset-required", { xmlns = "urn:xmpp:cam:0" }));
	elseif id == "2" and not shut_out[event.origin.username] then
		shut_out[event.origin.username] = true;
		event.origin.send(st.reply(event.stanza));
	else
		event.origin.send(st.error_reply(event.stanza, "cancel", "item-not-found"));
	end
	return true;
end);
