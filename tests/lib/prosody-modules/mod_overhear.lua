-- Writes down what each client sends, as it is under TLS: one file a connection, "overheard-N" beside the data folder.
-- Only for tests: what is written down would be proofs of passwords and the words of people.

local filters = require "util.filters";

local path = prosody.paths.data .. "/../overheard-";
local count = 0;

filters.add_filter_hook(function (session)
	if session.type ~= "c2s_unauthed" then return; end
	count = count + 1;
	local name = path .. count;
	filters.add_filter(session, "bytes/in", function (data)
		local file = io.open(name, "ab");
		file:write(data);
		file:close();
		return data;
	end, 1000);
end);
