using SemCom.Coding;

namespace SemCom.Core.Tests.Coding.Ldpc;

public sealed class McsTablesTests
{
    /// <summary>First, last and two other rows of each table of TS 38.214 §5.1.3.1, with the spectral efficiency that it prints.</summary>
    [Theory]
    [InlineData(1, 0, 2, 120, 0.2344)]
    [InlineData(1, 9, 2, 679, 1.3262)]
    [InlineData(1, 10, 4, 340, 1.3281)]
    [InlineData(1, 28, 6, 948, 5.5547)]
    [InlineData(2, 0, 2, 120, 0.2344)]
    [InlineData(2, 20, 8, 682.5, 5.3320)]
    [InlineData(2, 27, 8, 948, 7.4063)]
    [InlineData(3, 0, 2, 30, 0.0586)]
    [InlineData(3, 28, 6, 772, 4.5234)]
    public void Rows_AreThoseOfTheStandard(int table, int index, int bitsPerSymbol, double rate1024, double efficiency)
    {
        var entry = McsTables.Find(table, index);
        Assert.Equal((table, index, bitsPerSymbol), (entry.Table, entry.Index, entry.Constellation.BitsPerSymbol));
        Assert.Equal(rate1024 / 1024, entry.CodeRate, 1e-12);
        Assert.Equal(efficiency, entry.BitsPerSymbol, 1e-4);
    }

    [Fact]
    public void Tables_HoldTheirUsableRowsByIndex()
    {
        Assert.Equal((29, 28, 29), (McsTables.Table1.Count, McsTables.Table2.Count, McsTables.Table3.Count));
        for (var table = 1; table <= 3; table++)
            Assert.Equal(Enumerable.Range(0, McsTables.Of(table).Count), McsTables.Of(table).Select(entry => entry.Index));
    }

    [Theory]
    [InlineData(1, 29, "MCS index of table 1 must be between 0 and 28 (was 29); higher ones are reserved")]
    [InlineData(2, -1, "MCS index of table 2 must be between 0 and 27 (was -1); higher ones are reserved")]
    [InlineData(4, 0, "MCS table must be between 0 and 3 (was 4); choose one of TS 38.214 §5.1.3.1, or 0 for long code blocks with shaped amplitudes")]
    public void UnknownRows_AreRefused(int table, int index, string message) =>
        Assert.Equal(message, Assert.Throws<SemComException>(() => McsTables.Find(table, index)).Message);
}
