namespace SemCom.Evaluation.Tests;

/// <summary>A disk that is full at some byte: one line says so, and what was finished before is there when the sweep goes on.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FullDiskTests()
    {
        for (var i = 0; i < 3; i++)
            _folder.AddPicture($"p{i}.png", i);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1500)]
    [InlineData(3217)]
    public async Task ASweep_StopsWithOneLineAndGoesOnLater(int room)
    {
        var plan = Plan(new FakeSystem());
        var whole = await new Sweep(plan).RunAsync(cancellationToken: Cancellation);

        using (var folder = SweepFolder.Open(_folder["out"], SweepFingerprint.Of(plan), file => new FullDisk(file, room)))
        {
            var error = await Assert.ThrowsAsync<SemComException>(() => new Sweep(plan) { Folder = folder, Workers = 3 }.RunAsync(cancellationToken: Cancellation));
            Assert.Equal($"--out: {Path.Combine(_folder["out"], "results.jsonl")} cannot be written (No space left on device); make room and give the same command again: what is finished is kept",
                error.Message);
        }
        var text = await File.ReadAllTextAsync(_folder["out/results.jsonl"], Cancellation);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        var again = new FakeSystem();
        var finished = text.Count(c => c == '\n');
        using (var folder = SweepFolder.Open(_folder["out"], SweepFingerprint.Of(Plan(again))))
        {
            var resumed = await new Sweep(Plan(again)) { Folder = folder }.RunAsync(cancellationToken: Cancellation);
            Assert.Equal(whole.Records, resumed.Records);
        }
        Assert.InRange(finished, 1, 11);
        Assert.Equal(12 - finished, again.Calls);
    }

    [Fact]
    public async Task AReportThatDoesNotFit_LeavesTheEarlierFilesWhole()
    {
        var plan = Plan(new FakeSystem());
        var report = new Report { Title = "", Summary = "", Command = "", Plan = plan, Result = await new Sweep(plan).RunAsync(cancellationToken: Cancellation) };
        ReportFiles.Write(_folder["out"], report);
        var before = await File.ReadAllTextAsync(_folder["out/results.json"], Cancellation);

        // The place where the new file would grow is taken by a folder: it cannot be written, like on a full disk.
        Directory.CreateDirectory(_folder["out/results.csv.tmp"]);
        var error = Assert.Throws<SemComException>(() => ReportFiles.Write(_folder["out"], report));

        Assert.StartsWith($"--out: {_folder["out"]} cannot hold the report (", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal(before, await File.ReadAllTextAsync(_folder["out/results.json"], Cancellation));
        Assert.False(File.Exists(_folder["out/results.json.tmp"]));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private SweepPlan Plan(ISystem system) => new()
    {
        Sources = PictureInput.Find([_folder.Path]),
        Cells = SweepPlan.Grid([system], ["awgn"], [0.0625], [1, 7]),
        Seeds = 2,
    };

    /// <summary>Takes what there is room for and then fails, in the middle of a line, as file systems do.</summary>
    private sealed class FullDisk(Stream file, long room) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => true;

        public override long Length => file.Length;

        public override long Position { get => file.Position; set => file.Position = value; }

        public override void Flush() => file.Flush();

        public override int Read(byte[] buffer, int offset, int count) => file.Read(buffer, offset, count);

        public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

        public override void SetLength(long value) => file.SetLength(value);

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            var fits = (int)Math.Clamp(room - file.Position, 0, buffer.Length);
            file.Write(buffer[..fits]);
            if (fits < buffer.Length)
                throw new IOException("No space left on device");
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                file.Dispose();
            base.Dispose(disposing);
        }
    }
}
