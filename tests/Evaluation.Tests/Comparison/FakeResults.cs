namespace SemCom.Evaluation.Tests;

/// <summary>Results with known numbers, as an evaluation would write them.</summary>
internal sealed record FakeResults
{
    public string System { get; init; } = "fake";

    public IReadOnlyList<double> SnrDb { get; init; } = [1, 7];

    public IReadOnlyList<double> Cbr { get; init; } = [1.0 / 24, 1.0 / 16];

    public int Sources { get; init; } = 12;

    public int Seeds { get; init; } = 1;

    /// <summary>Added to the PSNR, by source and point.</summary>
    public Func<int, double, double> AddDb { get; init; } = (_, _) => 0;

    /// <summary>Which frames are lost, by source and SNR.</summary>
    public Func<int, double, bool> Lost { get; init; } = (_, _) => false;

    /// <summary>What changes a record before it is written.</summary>
    public Func<QualityRecord, QualityRecord> Change { get; init; } = record => record;

    /// <summary>Which records there are.</summary>
    public Func<QualityRecord, bool> Keep { get; init; } = _ => true;

    public ResultsDocument Document()
    {
        var cells = SweepPlan.Grid([new FakeSystem(System)], ["awgn"], Cbr, SnrDb);
        var records = (from source in Enumerable.Range(0, Sources)
                       from cell in cells
                       from seed in Enumerable.Range(1, Seeds)
                       let record = Change(Record(source, cell, (ulong)seed))
                       where Keep(record)
                       select (cell, record)).ToArray();
        var means = cells.Select(c => records.Where(r => r.cell == c).Select(r => r.record).ToArray())
            .Zip(cells).Where(c => c.First.Length > 0).Select(c => Means.Of(c.Second, c.First)).ToArray();
        return new ResultsDocument([.. records.Select(r => r.record)], means, []);
    }

    public ResultSet Set(string name = "fake.json") => ResultSet.Of(Document(), name);

    /// <summary>The document of two systems.</summary>
    public static ResultsDocument Join(ResultsDocument a, ResultsDocument b) => new([.. a.Records, .. b.Records], [.. a.Means, .. b.Means], []);

    private QualityRecord Record(int source, SweepCell cell, ulong seed) => new QualityRecord
    {
        System = System,
        Mode = "analog",
        Source = $"p{source}.png",
        Modality = "picture",
        Channel = cell.Channel,
        Genie = false,
        SnrDb = cell.SnrDb,
        PlanSnrDb = cell.SnrDb,
        Seed = seed,
        Cbr = cell.Cbr,
        Uses = new UsesRecord(100, 90, 10, 0, 0, 0),
        PsnrDb = 25 + source * 0.7 % 5 + cell.SnrDb / 2 + seed * 0.01 + AddDb(source, cell.SnrDb),
        MsSsim = 0.9,
        Lost = Lost(source, cell.SnrDb),
        EncodeMs = 1,
        ChannelMs = 1,
        DecodeMs = 1,
        BytesOnWire = 800,
    }.Rounded();
}
