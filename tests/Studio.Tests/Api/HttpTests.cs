using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SemCom.Core.Tests.Quality;
using SemCom.Runtime.Media;
using SemCom.Runtime.Media.Png;
using SemCom.Runtime.Tests;

namespace SemCom.Studio.Tests.Api;

public class HttpTests(SharedStudio shared) : IClassFixture<SharedStudio>
{
    private static readonly Picture Sample = TestPictures.Waves(64, 48);

    [Fact]
    public async Task Send_AnswersWhatALinkMeasures()
    {
        var studio = shared.Studio;
        using var answer = await PostAsync(studio, "/v1/send?channel=rayleigh&snrDb=9&cbr=0.1&model=image-live&seed=4", Png(Sample));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        await using var link = SemanticLink.Create(o => o.Channel("rayleigh", 9).Bandwidth(0.1).Model("image-live").Seed(4));
        var expected = await link.SendAsync(Sample);
        var quality = json.RootElement.GetProperty("quality");
        Assert.Equal(expected.Quality.PsnrDb, quality.GetProperty("psnrDb").GetDouble());
        Assert.Equal(expected.Ledger.Total, quality.GetProperty("uses").GetProperty("total").GetInt32());
        var received = PictureFile.Load(json.RootElement.GetProperty("picture").GetBytesFromBase64(), "answer");
        Assert.Equal(expected.Picture.Rgb, received.Rgb);

        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/send?channel=rayleigh&snrDb=9&cbr=0.1&model=image-live&seed=4") { Content = new ByteArrayContent(Png(Sample)) };
        request.Headers.Accept.ParseAdd("image/png");
        using var alone = await studio.Client.SendAsync(request);
        Assert.Equal("image/png", alone.Content.Headers.ContentType!.MediaType);
        var png = PictureFile.Load(await alone.Content.ReadAsByteArrayAsync(), "answer");
        Assert.Equal(expected.Picture.Rgb, png.Rgb);
    }

    [Theory]
    [InlineData("/v1/send?snrDb=700", HttpStatusCode.BadRequest)]
    [InlineData("/v1/send?snrDb=NaN", HttpStatusCode.BadRequest)]
    [InlineData("/v1/send?snrDb=loud", HttpStatusCode.BadRequest)]
    [InlineData("/v1/send?cbr=-1", HttpStatusCode.BadRequest)]
    [InlineData("/v1/send?mode=smoke", HttpStatusCode.BadRequest)]
    [InlineData("/v1/send?model=none", HttpStatusCode.BadRequest)]
    [InlineData("/v1/send?channel=/etc/hosts.trace", HttpStatusCode.BadRequest)]
    [InlineData("/v1/sources", HttpStatusCode.BadRequest)]
    [InlineData("/v1/sources?session=abc", HttpStatusCode.NotFound)]
    [InlineData("/v1/models", HttpStatusCode.MethodNotAllowed)]
    [InlineData("/v1/nothing", HttpStatusCode.NotFound)]
    public async Task WrongRequest_IsAnsweredWithProblemDetails(string path, HttpStatusCode expected)
    {
        using var answer = await PostAsync(shared.Studio, path, Png(Sample));
        await AssertProblemAsync(answer, expected);
    }

    [Fact]
    public async Task BodyThatIsNoPicture_OrTooLarge_IsRefused()
    {
        await using var studio = await RunningStudio.StartAsync(new StudioLimits { MaxPictureBytes = 10_000 });
        using (var text = await PostAsync(studio, "/v1/send", "no picture"u8.ToArray()))
            await AssertProblemAsync(text, HttpStatusCode.BadRequest);
        using (var empty = await PostAsync(studio, "/v1/send", []))
            await AssertProblemAsync(empty, HttpStatusCode.BadRequest);
        using (var large = await PostAsync(studio, "/v1/send", new byte[20_000]))
            await AssertProblemAsync(large, HttpStatusCode.RequestEntityTooLarge);
        using var unannounced = new HttpRequestMessage(HttpMethod.Post, "/v1/send") { Content = new StreamContent(new EndlessStream(30_000)) };
        unannounced.Headers.TransferEncodingChunked = true;
        using var chunked = await studio.Client.SendAsync(unannounced);
        await AssertProblemAsync(chunked, HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Upload_IsASourceOfItsSessionAndGoesWithIt()
    {
        var studio = shared.Studio;
        var viewer = await Viewer.OpenAsync(studio);
        using var answer = await PostAsync(studio, $"/v1/sources?session={viewer.Session}&name=..%2Fmy%20waves.png", Png(Sample));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        using var source = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var id = source.RootElement.GetProperty("id").GetString();
        Assert.Equal("my waves.png", source.RootElement.GetProperty("title").GetString());
        Assert.Equal((64, 48, "picture"), (source.RootElement.GetProperty("width").GetInt32(), source.RootElement.GetProperty("height").GetInt32(), source.RootElement.GetProperty("kind").GetString()));

        await viewer.SendAsync(("t", "start"), ("source", id));
        var frame = await viewer.NextAsync("frame");
        Assert.Equal(64L, frame["w"]);

        await using var other = await Viewer.OpenAsync(studio);
        await other.SendAsync(("t", "start"), ("source", id));
        Assert.Contains("source", (string)(await other.NextAsync("error"))["message"]!, StringComparison.Ordinal);

        var folder = studio.Services.GetRequiredService<SessionRegistry>().Find(viewer.Session)!.Sources.Folder;
        Assert.True(Directory.Exists(folder));
        await viewer.DisposeAsync();
        await RunningStudio.UntilAsync(() => Task.FromResult(!Directory.Exists(folder)));
    }

    [Fact]
    public async Task Upload_ComesAsAFormToo_AndIsLimited()
    {
        await using var studio = await RunningStudio.StartAsync(new StudioLimits { MaxUploadBytes = 20_000, MaxUploads = 3 });
        await using var viewer = await Viewer.OpenAsync(studio);
        var path = $"/v1/sources?session={viewer.Session}";
        using var form = new MultipartFormDataContent { { new StringContent("x"), "field" }, { new ByteArrayContent(Png(Sample)), "file", "waves.png" } };
        using (var taken = await studio.Client.PostAsync(new Uri(path, UriKind.Relative), form))
            Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
        using (var large = await PostAsync(studio, path, new byte[100_000]))
            await AssertProblemAsync(large, HttpStatusCode.RequestEntityTooLarge);
        using (var sound = await PostAsync(studio, path + "&name=song.wav", "RIFF....WAVEfmt "u8.ToArray()))
        {
            await AssertProblemAsync(sound, HttpStatusCode.BadRequest);
            Assert.DoesNotContain(Path.GetTempPath(), await sound.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        using (var narrow = await PostAsync(studio, path, Png(TestPictures.Waves(8, 8))))
            await AssertProblemAsync(narrow, HttpStatusCode.BadRequest);
        using (var fourth = await PostAsync(studio, path, Png(Sample)))
            Assert.Contains("at most 3 files", await AssertProblemAsync(fourth, HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ManyRequests_AreHeldBack()
    {
        await using var studio = await RunningStudio.StartAsync(new StudioLimits { MaxRequestsPerMinute = 4 });
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 8; i++)
        {
            using var answer = await studio.Client.GetAsync(new Uri("/v1/models", UriKind.Relative));
            answers.Add(answer.StatusCode);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                await AssertProblemAsync(answer, HttpStatusCode.TooManyRequests);
                Assert.NotNull(answer.Headers.RetryAfter);
            }
        }
        Assert.All(answers.Take(4), status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        Assert.Equal("Healthy", await studio.TextAsync("/health/live"));
    }

    [Fact]
    public async Task ForeignPages_AndForeignNames_AreRefused()
    {
        var studio = shared.Studio;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/send") { Content = new ByteArrayContent(Png(Sample)) };
        request.Headers.Add("Origin", "https://elsewhere.example");
        using (var answer = await studio.Client.SendAsync(request))
            await AssertProblemAsync(answer, HttpStatusCode.Forbidden);
        using var renamed = new HttpRequestMessage(HttpMethod.Get, "/v1/models");
        renamed.Headers.Host = "elsewhere.example";
        using (var answer = await studio.Client.SendAsync(renamed))
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Document_NamesEveryRouteOfTheInterface()
    {
        var studio = shared.Studio;
        using var document = JsonDocument.Parse(await studio.TextAsync("/openapi.json"));
        var documented = document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}")).Order(StringComparer.Ordinal);
        var mapped = studio.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/v1", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText}")).Order(StringComparer.Ordinal);
        Assert.Equal(["GET /v1/models", "GET /v1/stream", "POST /v1/send", "POST /v1/sources"], documented);
        Assert.Equal(mapped, documented);
        var send = document.RootElement.GetProperty("paths").GetProperty("/v1/send").GetProperty("post");
        Assert.Equal(["cbr", "channel", "mode", "model", "seed", "snrDb"], send.GetProperty("parameters").EnumerateArray().Select(p => p.GetProperty("name").GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Page_IsServedWithAStrictPolicy_OrSaysHowToBuildIt()
    {
        using (var hint = await shared.Studio.Client.GetAsync(new Uri("/", UriKind.Relative)))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, hint.StatusCode);
            Assert.Contains("npm run build", await hint.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "index.html"), "<p>page</p>");
        await using var studio = await RunningStudio.StartAsync(page: folder.Path);
        using var answer = await studio.Client.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal("<p>page</p>", await answer.Content.ReadAsStringAsync());
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        using var outside = await studio.Client.GetAsync(new Uri("/..%2f..%2fetc%2fpasswd", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, outside.StatusCode);
    }

    [Fact]
    public async Task Models_AreTheCodecs_AndTheStudioGetsReady()
    {
        await using var studio = await RunningStudio.StartAsync(warmsUp: true);
        using var models = JsonDocument.Parse(await studio.TextAsync("/v1/models"));
        Assert.Equal(["image-base", "image-linear", "image-live", "speech"], models.RootElement.GetProperty("models").EnumerateArray().Select(m => m.GetProperty("id").GetString()).Order(StringComparer.Ordinal));
        await RunningStudio.UntilAsync(async () =>
        {
            using var ready = await studio.Client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return ready.IsSuccessStatusCode;
        });
    }

    internal static byte[] Png(Picture picture)
    {
        using var file = new MemoryStream();
        PngWriter.Write(picture, file);
        return file.ToArray();
    }

    internal static async Task<HttpResponseMessage> PostAsync(RunningStudio studio, string path, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        // What is too large is not read to its end, and the connection ends with the answer: the next request must not take it.
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content, Headers = { ConnectionClose = true } };
        return await studio.Client.SendAsync(request);
    }

    internal static async Task<string> AssertProblemAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal((int)status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.RootElement.GetProperty("title").GetString()!);
        return problem.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString()! : "";
    }

    /// <summary>So many zeros, whose number is not announced.</summary>
    private sealed class EndlessStream(int count) : Stream
    {
        private int _left = count;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var got = Math.Min(count, _left);
            _left -= got;
            buffer.AsSpan(offset, got).Clear();
            return got;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
