#!/usr/bin/env python3
"""Files sent and fetched, sealed, beside curl's library with the same server and as many bytes, in one run: speed, processor
time for each GiB beside what OpenSSL alone takes to seal so much, and memory at the highest. Figures are added to OUT.json.

    files.py BUILD-FOLDER OUT.json [MEGABYTES]

Runs inside screen.py beside with-prosody.py. Speeds are those of 128 MiB; memory is that of 10 MB and of MEGABYTES (1000).
"""

import ctypes
import json
import os
import re
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "lib"), os.path.join(HERE, "..", "server")]
MIB = 1 << 20
SIZE = 128 * MIB
ROUNDS = 3
PATIENCE = 7200
GOALS = {"speed": 0.8, "processor": 1.5, "memory": 10}


def curl(url, path, way, *fields):
    """Seconds of one transfer by curl's library, in a process of its own."""
    done = subprocess.run([sys.executable, "-B", __file__, "--curl", url, path, way, *fields], check=True,
                          capture_output=True, text=True)
    return float(done.stdout)


def transfer(url, path, way, *fields):
    """The process of its own: libcurl by its numbers for options (curl.h)."""
    write_data, of_url, read_data, headers, ca_info, upload, size, fails = 10001, 10002, 10009, 10023, 10065, 46, 30115, 45
    lib, libc = ctypes.CDLL("libcurl.so.4"), ctypes.CDLL(None)
    libc.fopen.restype = lib.curl_easy_init.restype = lib.curl_slist_append.restype = ctypes.c_void_p
    libc.fclose.argtypes = lib.curl_easy_perform.argtypes = [ctypes.c_void_p]
    easy = ctypes.c_void_p(lib.curl_easy_init())
    file = ctypes.c_void_p(libc.fopen(path.encode(), b"rb" if way == "up" else b"wb"))
    lib.curl_easy_setopt(easy, of_url, ctypes.c_char_p(url.encode()))
    lib.curl_easy_setopt(easy, ca_info, ctypes.c_char_p(os.environ["CONFAB_TEST_CA"].encode()))
    lib.curl_easy_setopt(easy, fails, ctypes.c_long(1))
    more = None
    for field in fields:
        more = lib.curl_slist_append(ctypes.c_void_p(more), field.encode())
    lib.curl_easy_setopt(easy, headers, ctypes.c_void_p(more))
    if way == "up":
        lib.curl_easy_setopt(easy, upload, ctypes.c_long(1))
        lib.curl_easy_setopt(easy, read_data, file)
        lib.curl_easy_setopt(easy, size, ctypes.c_longlong(os.path.getsize(path)))
    else:
        lib.curl_easy_setopt(easy, write_data, file)
    begun = time.monotonic()
    code = lib.curl_easy_perform(easy)
    libc.fclose(file)
    print(time.monotonic() - begun)
    return code


def slot(guest, size):
    """Where to put and to get, and what to say there, by another program's client."""
    import asyncio

    async def ask():
        import slixmpp
        iq = guest.client.make_iq_get(ito="upload." + os.environ["CONFAB_TEST_DOMAIN"])
        request = slixmpp.xmlstream.ET.SubElement(iq.xml, "{urn:xmpp:http:upload:0}request")
        request.attrib.update({"filename": "x.bin", "size": str(size), "content-type": "application/octet-stream"})
        return str(await iq.send(timeout=30))

    said = asyncio.run_coroutine_threadsafe(ask(), guest._loop).result(60)
    fields = [f"{name}: {value}" for name, value in re.findall(r"<header name=[\"']([^\"']+)[\"']>([^<]*)<", said)]
    return [re.search(f"<{way}[^>]* url=[\"']([^\"']+)", said).group(1).replace("&amp;", "&")
            for way in ("put", "get")] + [fields]


def seconds_of(pid):
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        words = file.read().rsplit(")", 1)[1].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid, line="VmHWM"):
    with open(f"/proc/{pid}/status", encoding="utf-8") as file:
        return next(int(row.split()[1]) for row in file if row.startswith(line + ":")) * 1024


class Watch:
    """Time, processor time and memory at the highest of one person, from here on."""

    def __init__(self, person):
        self.pid = person.process.pid
        with open(f"/proc/{self.pid}/clear_refs", "w", encoding="utf-8") as file:
            file.write("5")
        self.begun, self.spent = time.monotonic(), seconds_of(self.pid)

    def end(self):
        return time.monotonic() - self.begun, seconds_of(self.pid) - self.spent, memory(self.pid)


def wait(person, address, state, count):
    import filing
    end = time.monotonic() + PATIENCE
    while True:
        files = filing.read_files(person, address)
        if len(files) == count and files[-1].state == state:
            return files[-1]
        if time.monotonic() > end or (files and files[-1].state in (filing.FAILED, filing.STOPPED)):
            raise RuntimeError(f"no file in state {state}: {files}")
        time.sleep(0.2)  # to be asked costs it processor time, too


class Bench:
    def __init__(self, folder):
        import filing
        import stage
        self.filing, self.folder, self.count = filing, folder, 0
        self.anna, self.ben = filing.pair(folder)
        self.guest = stage.Guest(stage.strangers("carla")[0])

    def confab(self, size):
        """What sending cost, and what fetching did; the bytes do not stay."""
        anna, ben, filing = self.anna, self.ben, self.filing
        self.count += 1
        path = filing.make(self.folder, "plain.bin", size)
        watch = Watch(anna)
        anna.say("file-send", ben.address, path)
        wait(anna, ben.address, filing.SENT, self.count)
        out = watch.end()
        os.unlink(path)
        offered = wait(ben, anna.address, filing.OFFERED, self.count)
        watch = Watch(ben)
        ben.do("file-fetch", anna.address, str(offered.id))
        wait(ben, anna.address, filing.HELD, self.count)
        back = watch.end()
        ben.do("file-remove", anna.address, str(offered.id))
        return out, back

    def curl(self, size):
        path = self.filing.make(self.folder, "curl.bin", size)
        put, get, fields = slot(self.guest, size)
        out = curl(put, path, "up", *fields)
        os.unlink(path)
        back = curl(get, path, "down")
        os.unlink(path)
        return out, back


def seal_alone():
    """Seconds in which OpenSSL seals a GiB and adds it up, as its own measure says."""
    rate = 0.0
    for name in (["-evp", "aes-256-gcm"], ["-evp", "sha256"]):
        said = subprocess.run(["openssl", "speed", "-bytes", "16384", "-seconds", "1", "-mr", *name], check=True,
                              capture_output=True, text=True).stdout
        rate += (1 << 30) / float(re.search(r"\+F:\d+:[^:]+:([\d.]+)", said).group(1))
    return rate


def main():
    out, most = sys.argv[2], int(sys.argv[3] if len(sys.argv) > 3 else "1000") * 1000000
    with open(out, encoding="utf-8") as file:
        results = json.loads(file.read() or "[]")

    def tell(name, value, unit, reference, is_good):
        print(f"{name:34} {value:8.2f} {unit:10} beside {reference:8.2f}  {'' if is_good else 'MISSED'}", flush=True)
        results.append({"name": "files: " + name, "value": round(value, 3), "unit": unit, "reference": round(reference, 3),
                        "ratio": round(value / reference, 3)})

    with tempfile.TemporaryDirectory(prefix="f-") as folder:
        bench = Bench(folder)
        small = bench.confab(10 * 1000000)
        rounds = [(bench.confab(SIZE), bench.curl(SIZE)) for _ in range(ROUNDS)]
        alone = seal_alone()
        for way, name in ((0, "out"), (1, "in")):
            best, processor = (min(confab[way][at] for confab, _ in rounds) for at in (0, 1))
            other = min(reference[way] for _, reference in rounds)
            tell(f"{name}, 128 MiB", SIZE / MIB / best, "MiB/s", SIZE / MIB / other, other / best >= GOALS["speed"])
            each = processor * (1 << 30) / SIZE
            tell(f"{name}, processor time", each, "s/GiB", alone, each <= GOALS["processor"])
        large = bench.confab(most)
        for way, name in ((0, "out"), (1, "in")):
            value, reference = large[way][2] / 1e6, small[way][2] / 1e6
            tell(f"{name}, memory with {most // 1000000} and 10 MB", value, "MB", reference,
                 value - reference <= GOALS["memory"])
            print(f"  it took {large[way][0]:.0f} s, {most / MIB / large[way][0]:.0f} MiB/s")
        bench.ben.quit()
        bench.anna.quit()
    with open(out, "w", encoding="utf-8") as file:
        json.dump(results, file, indent=2)


if __name__ == "__main__":
    if sys.argv[1] == "--curl":
        sys.exit(transfer(*sys.argv[2:]))
    main()
    # A guest leaves threads behind.
    sys.stdout.flush()
    os._exit(0)
