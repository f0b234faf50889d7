-- A server that says all it can of itself: a data policy (XEP-0504), and who is signed in (XEP-0494). Only for tests.

local st = require "prosody.util.stanza";

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
		:up()
		:tag("client", { connected = "false", id = "2", type = "access" }):up();
	event.origin.send(reply);
	return true;
end);
