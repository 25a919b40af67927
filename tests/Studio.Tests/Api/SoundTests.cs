using System.Net;
using System.Text.Json;
using SemCom.Runtime.Media;

namespace SemCom.Studio.Tests.Api;

public class SoundTests(SharedStudio shared) : IClassFixture<SharedStudio>
{
    private const string Hum = "hum.wav";

    [Fact]
    public async Task Sound_IsASourceOfItsKind_WithItsOwnChoices()
    {
        await using var viewer = await Viewer.OpenAsync(shared.Studio);
        var source = ((List<object?>)viewer.Hello["sources"]!).Cast<Dictionary<string, object?>>().Single(s => (string)s["kind"]! == "sound");
        Assert.Equal((Hum, 3.0), ((string)source["id"]!, (double)source["seconds"]!));
        var kinds = ((List<object?>)viewer.Hello["kinds"]!).Cast<Dictionary<string, object?>>().ToDictionary(k => (string)k["kind"]!, k => k);
        Assert.Equal(["picture", "sound"], kinds.Keys.Order(StringComparer.Ordinal));
        Assert.All(kinds.Values, kind => Assert.Equal(Bandwidths(kind).Order(), Bandwidths(kind)));
        Assert.Equal(0.5, Bandwidths(kinds["sound"])[^1]);
        Assert.True(Bandwidths(kinds["picture"])[^1] < 0.1);

        static double[] Bandwidths(Dictionary<string, object?> kind) => [.. ((List<object?>)kind["bandwidths"]!).Cast<double>()];
    }

    [Fact]
    public async Task Parts_FollowEachOther_WithLedgerAndQuality()
    {
        await using var viewer = await Viewer.OpenAsync(shared.Studio);
        await viewer.SendAsync(("t", "set"), ("snrDb", 15), ("channel", "awgn"));
        await viewer.SendAsync(("t", "start"), ("source", Hum));
        await viewer.SendAsync(("t", "set"), ("classical", "off"), ("cbr", 0.5));
        var parts = new List<Dictionary<string, object?>>();
        while (parts.Count < 3)
        {
            if (await viewer.NextAsync("part") is { } part && (double)part["cbr"]! > 0.4)
                parts.Add(part);
        }
        Assert.All(parts, part =>
        {
            Assert.Equal(8000L, part["rate"]);
            Assert.Equal(2 * 12_000, ((byte[])part["original"]!).Length); // 3 s in two parts
            Assert.Equal(2 * 12_000, ((byte[])part["semantic"]!).Length);
            Assert.Null(part["classical"]);
            Assert.False((bool)part["classicalChoosing"]!);
            Assert.Null(part["loss"]);
            Assert.InRange((double)part["siSdrDb"]!, 3, 60);
            Assert.InRange((double)part["stoi"]!, 0.5, 1);
            var ledger = (Dictionary<string, object?>)part["ledger"]!;
            Assert.InRange((long)ledger["total"]!, 1, 6000);
            Assert.Equal((long)ledger["total"]!, ledger.Where(entry => entry.Key != "total").Sum(entry => (long)entry.Value!));
            Assert.InRange(((byte[])part["constellation"]!).Length, 8, 8 * AirSnapshot.MaxSymbols);
        });
        Assert.Equal([0, 1.5], parts.Select(part => (double)part["start"]!).Distinct().Order());
        var expected = TestVoices.Hum(3);
        var first = parts.First(part => (double)part["start"]! == 0);
        var samples = ((byte[])first["original"]!).Chunk(2).Select(pair => BitConverter.ToInt16(pair) / 32768.0).ToArray();
        Assert.All(samples.Zip(expected.Samples[..12_000].ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1.5 / 32768)); // the file is rounded too
    }

    /// <summary>Far below the planned SNR a part is lost: silence, and never anything else.</summary>
    [Fact]
    public async Task LostPart_IsSilence_AndSaysSo()
    {
        await using var viewer = await Viewer.OpenAsync(shared.Studio);
        await viewer.SendAsync(("t", "set"), ("snrDb", 20), ("channel", "awgn"));
        await viewer.SendAsync(("t", "start"), ("source", Hum));
        await viewer.SendAsync(("t", "set"), ("classical", "off"));
        await viewer.NextAsync("part");
        await viewer.SendAsync(("t", "set"), ("snrDb", -18));
        var part = await viewer.NextAsync("part");
        while (part["loss"] is null)
            part = await viewer.NextAsync("part");
        Assert.Equal(-18.0, part["snrDb"]);
        Assert.All((byte[])part["semantic"]!, value => Assert.Equal(0, value));
        Assert.Null(part["siSdrDb"]);
    }

    [Fact]
    public async Task ClassicalCodec_GetsAsManyChannelUses_AndTheSoundDoesNotWaitForIt()
    {
        Assert.SkipUnless(FfmpegProgram.TryFind() is { } program && program.HasEncoder("libopus"), "needs ffmpeg with libopus");
        await using var viewer = await Viewer.OpenAsync(shared.Studio);
        await viewer.SendAsync(("t", "set"), ("snrDb", 15), ("channel", "awgn"));
        await viewer.SendAsync(("t", "start"), ("source", Hum));
        await viewer.SendAsync(("t", "set"), ("classical", "opus"));
        var part = await viewer.NextAsync("part");
        while (part["classicalScheme"] is not string scheme || !scheme.StartsWith("opus", StringComparison.Ordinal))
            part = await viewer.NextAsync("part");
        Assert.Equal(((byte[])part["original"]!).Length, ((byte[])part["classical"]!).Length);
        Assert.InRange((long)part["classicalUses"]!, 1, 3000);
        Assert.False((bool)part["classicalChoosing"]!);
    }

    [Fact]
    public async Task SeveralViewers_HearTheirOwnLinks_BesidePictures()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async i =>
        {
            await using var viewer = await Viewer.OpenAsync(shared.Studio);
            var (source, kind) = i == 0 ? ("waves.png", "frame") : (Hum, "part");
            await viewer.SendAsync(("t", "set"), ("snrDb", 6 + i), ("channel", "awgn"), ("classical", "off"));
            await viewer.SendAsync(("t", "start"), ("source", source));
            for (var n = 0; n < 3; n++)
                Assert.Equal(6.0 + i, (double)(await viewer.NextAsync(kind))["snrDb"]!);
        }));
    }

    /// <summary>Who does not acknowledge gets three parts and no more; the sound goes on without.</summary>
    [Fact]
    public async Task ViewerWithoutAcknowledgements_GetsThreeParts()
    {
        await using var viewer = await Viewer.OpenAsync(shared.Studio);
        await viewer.SendAsync(("t", "start"), ("source", Hum));
        long last = -1;
        for (var parts = 0; parts < 3;)
        {
            var message = (await viewer.NextAsync())!;
            if ((string)message["t"]! != "part")
                continue;
            (parts, last) = (parts + 1, (long)message["n"]!);
        }
        await Task.Delay(TimeSpan.FromSeconds(3.5)); // two more were spoken
        await viewer.SendAsync(("t", "ack"), ("n", last));
        var next = await viewer.NextAsync("part");
        Assert.InRange((long)next["dropped"]!, 1, 4);
    }

    public static TheoryData<string, byte[]> NotForSounds => new()
    {
        { "mode", Packs.Map(("t", "set"), ("mode", "digital")) },
        { "frame rate", Packs.Map(("t", "set"), ("fps", 10)) },
        { "focus", Packs.Map(("t", "focus"), ("x", 0.5), ("y", 0.5)) },
        { "agent", Packs.Map(("t", "agent"), ("on", true)) },
        { "group", Packs.Map(("t", "group"), ("id", "harbour")) },
        { "channel bandwidth ratio", Packs.Map(("t", "set"), ("cbr", 0.75)) },
        { "classical", Packs.Map(("t", "set"), ("classical", "h264")) },
    };

    [Theory]
    [MemberData(nameof(NotForSounds))]
    public async Task WhatASoundDoesNotHave_IsRefusedWithAReason(string thing, byte[] message)
    {
        await using var viewer = await Viewer.OpenAsync(shared.Studio);
        await viewer.SendAsync(("t", "start"), ("source", Hum));
        await viewer.SendBytesAsync(message);
        var error = await viewer.NextAsync("error");
        Assert.StartsWith(thing, (string)error["message"]!, StringComparison.Ordinal);
        Assert.NotEmpty((string)error["remedy"]!);
    }

    /// <summary>Each kind of source keeps its bandwidth and rival while another one is sent.</summary>
    [Fact]
    public async Task PicturesAndSounds_KeepTheirOwnSettings()
    {
        await using var viewer = await Viewer.OpenAsync(shared.Studio);
        await viewer.SendAsync(("t", "set"), ("cbr", 1.0 / 24), ("classical", "off"), ("mode", "digital"));
        await viewer.SendAsync(("t", "start"), ("source", Hum));
        var state = await viewer.NextAsync("state");
        while ((string?)state["source"] != Hum)
            state = await viewer.NextAsync("state");
        Assert.Equal((0.25, "best", "analog"), ((double)state["cbr"]!, (string)state["classical"]!, (string)state["mode"]!));
        await viewer.SendAsync(("t", "start"), ("source", "waves.png"));
        while ((string?)state["source"] != "waves.png")
            state = await viewer.NextAsync("state");
        Assert.Equal((1.0 / 24, "off", "digital"), ((double)state["cbr"]!, (string)state["classical"]!, (string)state["mode"]!));
        await viewer.NextAsync("frame");
    }

    [Fact]
    public async Task Upload_OfASound_IsSent_AndIsNotTooShortTooLongOrDamaged()
    {
        await using var studio = await RunningStudio.StartAsync(new StudioLimits { MaxSoundSeconds = 5, MaxUploads = 20, MaxRequestsPerMinute = 100_000 });
        await using var viewer = await Viewer.OpenAsync(studio);
        var path = $"/v1/sources?session={viewer.Session}&name=";
        using (var taken = await HttpTests.PostAsync(studio, path + "own.wav", TestVoices.Wav(1.2, 16_000)))
        {
            Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
            using var source = JsonDocument.Parse(await taken.Content.ReadAsStringAsync());
            Assert.Equal("sound", source.RootElement.GetProperty("kind").GetString());
            Assert.Equal(1.2, source.RootElement.GetProperty("seconds").GetDouble(), 1e-9);
            await viewer.SendAsync(("t", "start"), ("source", source.RootElement.GetProperty("id").GetString()));
            var part = await viewer.NextAsync("part");
            Assert.Equal(2 * 9600, ((byte[])part["original"]!).Length);
        }
        foreach (var (name, body, words) in new (string, byte[], string)[]
        {
            ("short.wav", TestVoices.Wav(0.2), "at least 0.5 s"),
            ("long.wav", TestVoices.Wav(5.5), "at most 5 s"),
            ("cut.wav", TestVoices.Wav(2)[..40], "cut.wav"),
            ("text.mp3", "no sound at all, but a text of some length"u8.ToArray(), "text.mp3"),
            ("damaged.ogg", [.. "OggS"u8, .. new byte[500]], "damaged.ogg"),
        })
        {
            using var refused = await HttpTests.PostAsync(studio, path + name, body);
            Assert.Contains(words, await HttpTests.AssertProblemAsync(refused, HttpStatusCode.BadRequest), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("mp3", "libmp3lame")]
    [InlineData("flac", "flac")]
    [InlineData("ogg", "libvorbis")]
    [InlineData("m4a", "aac")]
    [InlineData("webm", "libopus")]
    public async Task Upload_InUsualFormats_IsTaken_AndTooLongOnesAreNotDecodedToTheirEnd(string ending, string encoder)
    {
        Assert.SkipUnless(FfmpegProgram.TryFind() is { } program && program.HasEncoder(encoder), $"needs ffmpeg with {encoder}");
        var folder = Directory.CreateTempSubdirectory("semcom-tests-");
        try
        {
            var file = Path.Combine(folder.FullName, $"voice.{ending}");
            await FfmpegProgram.TryFind()!.RunAsync(ending, ["-i", "pipe:0", "-c:a", encoder, file], TestVoices.Wav(2.4, 16_000), cancellation: TestContext.Current.CancellationToken);
            await using var viewer = await Viewer.OpenAsync(shared.Studio);
            using var answer = await HttpTests.PostAsync(shared.Studio, $"/v1/sources?session={viewer.Session}&name=voice.{ending}", await File.ReadAllBytesAsync(file));
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            using var source = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            Assert.Equal("sound", source.RootElement.GetProperty("kind").GetString());
            Assert.InRange(source.RootElement.GetProperty("seconds").GetDouble(), 2.3, 2.6);
            Assert.Contains("at most 1 s", Assert.Throws<SemComException>(() => SoundFile.Load(file, 1)).Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Send_AnswersWhatASpeechLinkMeasures()
    {
        var studio = shared.Studio;
        var body = TestVoices.Wav(1.5);
        using var answer = await HttpTests.PostAsync(studio, "/v1/send?channel=awgn&snrDb=9&seed=4", body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var expected = SpeechLink.Create(new SpeechLinkOptions { SnrDb = 9, Seed = 4, Threads = 1 }).Send(SoundFile.Load(body, "body"), TestContext.Current.CancellationToken);
        var quality = json.RootElement.GetProperty("quality");
        Assert.Equal(expected.Quality.SiSdrDb, quality.GetProperty("siSdrDb").GetDouble());
        Assert.Equal(expected.Ledger.Total, quality.GetProperty("uses").GetProperty("total").GetInt32());
        Assert.Equal(SoundFile.ToWav(expected.Sound), json.RootElement.GetProperty("sound").GetBytesFromBase64());
        Assert.False(json.RootElement.TryGetProperty("picture", out _));

        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/send?channel=awgn&snrDb=9&seed=4") { Content = new ByteArrayContent(body) };
        request.Headers.Accept.ParseAdd("audio/wav");
        using var alone = await studio.Client.SendAsync(request);
        Assert.Equal("audio/wav", alone.Content.Headers.ContentType!.MediaType);
        Assert.Equal(SoundFile.ToWav(expected.Sound), await alone.Content.ReadAsByteArrayAsync());

        using var digital = await HttpTests.PostAsync(studio, "/v1/send?mode=digital", body);
        Assert.Contains("analog", await HttpTests.AssertProblemAsync(digital, HttpStatusCode.BadRequest), StringComparison.Ordinal);
        using var model = await HttpTests.PostAsync(studio, "/v1/send?model=image-base", body);
        await HttpTests.AssertProblemAsync(model, HttpStatusCode.BadRequest);
        using var endless = await HttpTests.PostAsync(studio, "/v1/send", TestVoices.Wav(61));
        Assert.Contains("at most 60 s", await HttpTests.AssertProblemAsync(endless, HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }
}
