namespace SemCom.Agents.Tests;

public sealed class LinkRecordingTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"semcom-{Guid.NewGuid():N}.recording");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void File_KeepsAll()
    {
        var made = MadeUpRecording.Make();
        LinkRecordingFile.Save(made, _path);
        var read = LinkRecordingFile.Load(_path);
        Assert.Equal(made.Ways, read.Ways);
        Assert.Equal(made.Grid.PlanSnrDb, read.Grid.PlanSnrDb, (a, b) => Math.Abs(a - b) < 1e-5);
        foreach (var (a, b) in made.Pictures.Zip(read.Pictures))
        {
            Assert.Equal(a.Name, b.Name);
            Assert.Equal(a.Outcomes.Length, b.Outcomes.Length);
            for (var i = 0; i < a.Outcomes.Length; i++)
            {
                Assert.Equal(a.Outcomes[i].ErrorDb, b.Outcomes[i].ErrorDb, 0.0051f);
                Assert.Equal(a.Outcomes[i].Similarity, b.Outcomes[i].Similarity, 0.00006f);
                Assert.Equal(a.Outcomes[i].LossRate, b.Outcomes[i].LossRate);
            }
            Assert.Equal(a.Trial.Outcomes, b.Trial.Outcomes, (x, y) => Math.Abs(x.ErrorDb - y.ErrorDb) < 0.0051 && Math.Abs(x.Similarity - y.Similarity) < 0.00006 && x.LossRate == y.LossRate);
            Assert.Equal(a.Motions.Select(m => m.Name), b.Motions.Select(m => m.Name));
            Assert.Equal(a.Motions[1].ChangedShare, b.Motions[1].ChangedShare, (x, y) => Math.Abs(x - y) < 1e-4);
        }
    }

    [Fact]
    public void DamagedFile_IsRefusedInOneLine()
    {
        LinkRecordingFile.Save(MadeUpRecording.Make(1), _path);
        var bytes = File.ReadAllBytes(_path);
        // The last bytes are the end of the block, and gzip's own sum and length, after all that is told.
        for (var length = 0; length < bytes.Length - 16; length += Math.Max(1, bytes.Length / 60))
        {
            File.WriteAllBytes(_path, bytes[..length]);
            var refused = Assert.Throws<SemComException>(() => LinkRecordingFile.Load(_path));
            Assert.DoesNotContain('\n', refused.Message);
        }
    }

    [Fact]
    public void MissingFile_NamesTheRemedy() =>
        Assert.Contains("semcom agent record", Assert.Throws<SemComException>(() => LinkRecordingFile.Load(_path)).Message, StringComparison.Ordinal);

    [Fact]
    public void BetweenPoints_AllIsLinear()
    {
        var recording = MadeUpRecording.Make();
        var way = PlanCatalogue.Default.Ways.ToList().FindIndex(w => w.Name == "analog 1/24 margin 5");
        // By hand: plan 7 lies half way between 4 and 10, offset 4 at two fifths from 2 to 7; nothing is lost there.
        var outcome = recording.Outcome(1, way, 7, 11);
        Assert.Equal(25 + 1 - 0.25 * 7 - 2, outcome.ErrorDb, 1e-4);
        Assert.Equal(0, outcome.LossRate);
        // Between -5.5 (lost) and -3 (read), a quarter of the way up.
        Assert.Equal(0.75, recording.Outcome(1, way, 10, 10 - 5.5 + 0.625).LossRate, 1e-5);
        // Beyond the grid its edge.
        Assert.Equal(1, recording.Outcome(1, way, 10, -50).LossRate);
        Assert.Equal(recording.Outcome(0, way, 22, 29), recording.Outcome(0, way, 99, 106));
    }

    [Fact]
    public void OtherWays_AreRefusedByName()
    {
        var made = MadeUpRecording.Make(1);
        var other = new LinkRecording { Channel = made.Channel, Origin = made.Origin, Ways = [.. made.Ways.Skip(1), "by pigeon"], Grid = made.Grid, Pictures = made.Pictures };
        Assert.Contains("by pigeon", Assert.Throws<SemComException>(() => other.Check(PlanCatalogue.Default)).Message, StringComparison.Ordinal);
    }
}
