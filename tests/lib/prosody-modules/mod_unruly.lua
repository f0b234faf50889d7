-- Treats sealed messages as a bad network would, between the sender's side and all that stands at the recipient's:
-- some are lost, some come twice, some come after later ones. What it did is written down, a line each.
--
-- The file "unruly" beside the data folder says how: "SEED LOST DOUBLED LATE" (in percent), or "hold" (everything waits).
-- Without the file nothing is done, and what waited goes on. Only for tests: nothing here is careful with memory.

local st = require "util.stanza";

local path = prosody.paths.data .. "/../unruly";
local VERSIONS = { "eu.siacs.conversations.axolotl", "urn:xmpp:omemo:2" };
local MAX_LATE = 20;

local waiting, passed, seeded = {}, setmetatable({}, { __mode = "k" }), nil;

local function settings()
	local file = io.open(path);
	if not file then return nil; end
	local text = file:read("*a");
	file:close();
	if text:match("^hold") then return { hold = true }; end
	local seed, lost, doubled, late = text:match("^(%d+) (%d+) (%d+) (%d+)");
	if not seed then return nil; end
	if seeded ~= seed then
		math.randomseed(tonumber(seed));
		seeded = seed;
	end
	return { lost = tonumber(lost), doubled = tonumber(doubled), late = tonumber(late) };
end

local function note(what, stanza)
	local file = io.open(path .. ".log", "a");
	file:write(what, " ", stanza.attr.from, " ", stanza.attr.to, " ", stanza.attr.id or "-", "\n");
	file:close();
end

local function is_sealed(stanza)
	for _, version in ipairs(VERSIONS) do
		if stanza:get_child("encrypted", version) then return true; end
	end
	return false;
end

local function go_on(entry)
	passed[entry.stanza] = true;
	prosody.core_post_stanza(entry.origin, entry.stanza, false);
end

-- One more went by: whoever has waited long enough goes on.
local function count()
	local kept, due = {}, {};
	for _, entry in ipairs(waiting) do
		entry.left = entry.left - 1;
		table.insert(entry.left <= 0 and due or kept, entry);
	end
	waiting = kept;
	for _, entry in ipairs(due) do go_on(entry); end
end

local function treat(event)
	local origin, stanza = event.origin, event.stanza;
	if passed[stanza] or not is_sealed(stanza) then return; end
	local how = settings();
	if not how then return; end
	if how.hold then
		note("held", stanza);
		table.insert(waiting, { origin = origin, stanza = st.clone(stanza), left = math.huge });
		return true;
	end
	local dice = math.random(100);
	if dice <= how.lost then
		note("lost", stanza);
		count();
		return true;
	elseif dice <= how.lost + how.doubled then
		note("doubled", stanza);
		go_on({ origin = origin, stanza = st.clone(stanza) });
	elseif dice <= how.lost + how.doubled + how.late then
		note("late", stanza);
		count();
		table.insert(waiting, { origin = origin, stanza = st.clone(stanza), left = math.random(MAX_LATE) });
		return true;
	end
	count();
end

module:hook("message/bare", treat, 5000);
module:hook("message/full", treat, 5000);

module:add_timer(0.1, function ()
	if #waiting > 0 and not settings() then
		local all = waiting;
		waiting = {};
		for _, entry in ipairs(all) do go_on(entry); end
	end
	return 0.1;
end);
